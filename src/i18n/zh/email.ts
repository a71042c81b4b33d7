import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number } = formatter('zh')

export const zh: EmailCatalogue = {
  direction: 'ltr',
  greeting: '您好！',
  confirm: {
    subject: (title) => `请确认您的签名：${title}`,
    neutralSubject: '请确认您的邮箱地址',
    what: '您本人或他人使用您的邮箱地址签署了以下请愿书：',
    todo: '请确认您的签名。确认之后，您的签名才会生效。',
    button: '确认我的签名',
    valid: (days) => `链接在${number(days)}天内有效。`,
    notYou: '如果不是您本人，请忽略这封邮件：未经确认的签名不会生效。您也可以立即撤回签名：',
  },
  alreadySigned: {
    subject: (title) => `您已签署过这份请愿书：${title}`,
    neutralSubject: '您无需进行任何操作',
    what: '您本人或他人使用您的邮箱地址再次尝试签署以下请愿书：',
    todo: '您的签名已经计入总数。您无需进行任何操作。',
    button: '前往请愿页面',
    notYou: '如果不是您本人操作，请放心：您原来的签名依然有效。您也可以随时撤回：',
  },
  links: {
    subject: (title) => `您的链接：${title}`,
    neutralSubject: '您索取的链接',
    what: '您本人或他人使用您的邮箱地址索取了签名的相关链接。所签署的请愿书是：',
    toConfirm: '您的签名尚未确认。确认之后，您的签名才会生效。',
    counted: '您的签名已确认，并已计入总数。',
    imported: '您的签名由活动团队从以往名单中导入，并按其声明计入总数。如果您不希望如此，请使用下方链接撤回。',
  },
  reminder: {
    subject: (title) => `您的签名尚未生效：${title}`,
    what: '您本人或他人使用您的邮箱地址签署了以下请愿书，但签名尚未确认：',
    todo: '请确认您的签名。确认之后，您的签名才会生效。我们不会再次提醒。',
  },
  account: {
    signIn: {
      subject: '您的登录链接',
      what: '这是您的登录链接。您本人或他人使用您的邮箱地址索取了该链接。',
      button: '登录',
      valid: (minutes) => `链接仅可使用一次，在${number(minutes)}分钟内有效。`,
      notYou: '如果不是您本人，请忽略这封邮件：没有这个链接，任何人都无法以您的身份登录。',
    },
    notInvited: {
      subject: '该邮箱地址没有账户',
      what: '您本人或他人使用您的邮箱地址尝试登录本站。该邮箱地址没有账户，本站账户仅限受邀者开通。',
      todo: '如果您用其他邮箱地址开通过账户，请使用该地址登录。',
    },
    invitation: {
      subject: (title) => `团队邀请：${title}`,
      subjectOfSite: '邀请您发起请愿',
      what: (from) => `${from}邀请您加入以下请愿的团队：`,
      whatUnnamed: '您受邀加入以下请愿的团队：',
      whatOfSite: '您受邀在本站发起请愿。',
      role: {
        owner: '您的角色是所有者：可以进行所有操作，并管理团队。',
        editor: '您的角色是编辑：可以修改正文、发布进展。',
        moderator: '您的角色是审核员：可以处理待审核的签名。',
      },
      button: '查看邀请',
      notYou: '如果您对此并不知情，请忽略这封邮件，不会有任何影响。',
    },
    emailChange: {
      subject: '请确认您的新邮箱地址',
      what: '您本人或他人希望将您的邮箱地址用于本站的一个账户。',
      where: '请在已登录该账户的浏览器中打开链接。',
      button: '使用此邮箱地址',
      notYou: '如果不是您本人，请忽略这封邮件，不会有任何更改。',
    },
    emailChanged: {
      subject: '您的邮箱地址已更改',
      what: '您账户的邮箱地址已更改。登录链接今后将发送到新的邮箱地址。',
      undo: '如果不是您本人操作，请撤销更改：该账户将恢复使用此邮箱地址，在所有设备上退出登录，并移除其通行密钥。',
      button: '撤销更改',
      notYou: (contact) => `如果不是您本人操作，请立即联系我们：${contact}`,
    },
    passkeyAdded: {
      subject: '您的账户已添加通行密钥',
      what: '您在本站的账户已添加一个通行密钥。持有者无需邮件即可登录。',
      button: '前往您的账户',
      notYou: '如果不是您本人操作，请在该页面移除此通行密钥，并在所有设备上退出。',
    },
    ownerInvited: {
      subject: (title) => `已邀请一位新的所有者：${title}`,
      what: '有人受邀成为以下请愿的所有者：',
      may: '所有者可以进行所有操作，并管理团队。',
      button: '查看团队',
    },
    approved: {
      subject: (title) => `您的请愿已开放签署：${title}`,
      what: '我们已批准这项请愿，现已开放签署：',
      button: '前往请愿页面',
    },
    approvedLater: {
      subject: (title) => `请愿已获批准：${title}`,
      what: '我们已批准这项请愿。它会在设定的时间自动开放：',
    },
    changeAsked: {
      subject: (title) => `请修改您的请愿：${title}`,
      what: '在我们开放这项请愿之前，请先作一些修改：',
      button: '修改请愿',
    },
    declined: {
      subject: (title) => `请愿未获批准：${title}`,
      what: '我们决定不在本站开放这项请愿：',
      after: '它仍是草稿，只有您的团队可以看到。',
    },
    takenDown: {
      subject: (title) => `您的请愿已被下架：${title}`,
      what: '我们已将这项请愿下架：',
      after: '请愿页面现在显示这一说明，不再显示正文。未删除任何内容。',
      object: '您可以在6个月内对这一决定提出异议。',
      button: '对决定提出异议',
      ground: {
        illegal: '该请愿违反当地法律。',
        danger: '该请愿使他人面临危险。',
        rules: '该请愿违反本站规则。',
        order: '法院或主管机关要求下架。',
      },
    },
    putBack: {
      subject: (title) => `您的请愿已恢复：${title}`,
      what: '我们已恢复这项请愿，页面重新可见：',
    },
    /** After an objection. */
    keptDown: {
      subject: (title) => `您的请愿维持下架：${title}`,
      what: '我们阅读了异议并重新作出决定。这项请愿维持下架：',
    },
    /** After a report. */
    ownersAsked: {
      subject: (title) => `请作出修改：${title}`,
      what: '有读者举报了这项请愿中的内容。请作出修改：',
    },
    /** To who reported something. */
    reportDecided: {
      subject: '对您的举报的处理结果',
      what: '感谢您举报这项请愿：',
      decision: {
        nothing: '我们审核了您举报的内容，决定保持原样。',
        hidden: '您举报的内容已不再显示。',
        asked: '我们已要求请愿的所有者修改您举报的内容。',
        'taken-down': '我们已将请愿下架。',
      },
      sentBy: (operator) => `网站运营方：${operator}。您收到这封邮件，是因为有举报填写了您的邮箱地址。`,
    },
    reason: '我们的说明：',
    contact: (contact) => `如有异议或疑问，请联系我们：${contact}`,
    sentBy: (operator) => `网站运营方：${operator}。这封邮件与一个账户或一份邀请有关。`,
  },
  withdraw: '撤回签名',
  startedBy: (starter) => `发起人：${starter}`,
  sentBy: (operator) => `网站运营方：${operator}。有人在请愿中填写了您的邮箱地址，因此您收到了这封邮件。`,
}
