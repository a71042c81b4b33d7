/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: '请愿',
  site: '本站',
  account: '账号',
  help: '帮助',
  menu: '菜单',
  seePage: '查看页面',
  signOut: '退出登录',
  back: (place) => `返回${place}`,
  asOf: (time) => `截至${time}`,
  refresh: '刷新',
  change: '修改',
  cancel: '取消',
  optional: '选填',
  error: (title) => `错误：${title}`,
  errors: (n) => `有${number(n)}处需要更正`,
  now: '刚刚',
  today: (time) => `今天${time}`,
  yesterday: (time) => `昨天${time}`,
  people: (n) => `${number(n)}人`,
  signatures: (n) => `${number(n)}个签名`,
  days: (n) => `${number(n)}天`,
  confirm: {
    understood: '我了解会发生什么。',
    tick: (n) => `我了解这会影响${number(n)}人。`,
    tickNeeded: '如果您了解会发生什么，请勾选此项。',
    type: '请输入受影响的人数以确认',
    typeWrong: (n) => `人数不一致。这会影响${number(n)}人。`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: '请愿', people: '人员', reach: '推广', manage: '管理' },
  overview: '概览',
  text: '正文',
  updates: '进展与结果',
  signers: '签名者与理由',
  review: '待审查',
  contacts: '联系人',
  paper: '纸质签名与导入',
  share: '分享与合作伙伴',
  team: '团队与权限',
  settings: '设置',
  states: {
    draft: '草稿',
    submitted: '等待审批',
    scheduled: '定时开放',
    open: '征集中',
    closed: '已结束',
    victory: '请愿成功',
    'taken-down': '已移除',
    deleted: '已删除',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: '所有者',
  editor: '编辑',
  moderator: '审核员',
  you: { owner: '您是所有者', editor: '您是编辑', moderator: '您是审核员' },
}

export const problems: ConsoleWords['problems'] = {
  notFound: '没有这个页面',
  notFoundText: '或者您无权查看。请检查网址，或前往您的请愿。',
  forbidden: '您无法执行此操作',
  forbiddenText: (role) => `此操作需要的角色：${role}。请联系请愿的所有者。`,
  busy: '尚未保存',
  busyText: '我们这边出了问题。您发送的内容还在这里：请重新发送。',
  signedOut: '您已退出登录',
  signedOutText: '没有保存任何内容，也没有丢失任何内容。请在另一个页面登录，然后从这里重新发送。',
  signInFirst: '在另一个页面登录',
  sendAgain: '重新发送',
  failed: '现在无法显示此页面',
  failedText: '我们这边出了问题。请一分钟后再试。',
  tryAgain: '重试',
  typed: '您填写的内容',
  typedText: '尚未保存。如果仍然需要，请复制。',
  crossSite: '此请求来自另一个网站',
  crossSiteText: '未执行任何操作。请前往您的请愿，在那里操作。',
}
