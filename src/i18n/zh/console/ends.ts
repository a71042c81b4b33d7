/** Before something ends or is deleted: what happens, in numbers. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const ends: ConsoleWords['ends'] = {
  noUndo: '此操作无法恢复。',
  tokens: (n) => `${number(n)}个令牌将被撤销，使用它们的程序会立即停止工作。`,
  invitations: (n) => `${number(n)}份未接受的邀请将失效。`,
  sessions: (n) => `您将在${number(n)}台设备上退出登录。`,
  teams: (n) => `您将退出${number(n)}项请愿的团队。`,
  drafts: (n) => `${number(n)}份草稿将被删除。`,
  emailLink: '用于修改您邮箱地址的链接将失效。',
  ifNoOwner: '如果此人不再是所有者：',
  passkey: {
    title: (name) => `要移除通行密钥“${name}”吗？`,
    text: '此后不能再用它登录。',
    last: '您没有其他通行密钥：此后只能通过邮件中的链接登录。',
    others: (n) => `您还有${number(n)}个其他通行密钥。`,
  },
  session: {
    title: (label) => `要退出“${label}”上的登录吗？`,
    text: '该浏览器会立即退出登录。正在那里填写的内容可以在重新登录后提交。',
  },
  everywhere: '要在所有设备上退出吗？',
  invitation: {
    title: (email) => `要取消发给${email}的邀请吗？`,
    text: '邮件中的链接将失效。您可以再次邀请该地址。',
  },
  draft: {
    title: '要删除此草稿吗？',
    text: '您填写的内容将被删除。',
    link: '供他人阅读草稿的链接将失效。',
    key: '为它保存的密钥文件将不再能打开任何内容。',
  },
  translation: {
    title: (language) => `要从页面上撤下译文吗：${language}？`,
    text: '读者将看到原文。',
    signed: (n) => `已有${number(n)}人签署该译文。这些签名会保留，所签署的文字也会保留。`,
  },
}
