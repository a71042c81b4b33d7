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
  },
  reminder: {
    subject: (title) => `您的签名尚未生效：${title}`,
    what: '您本人或他人使用您的邮箱地址签署了以下请愿书，但签名尚未确认：',
    todo: '请确认您的签名。确认之后，您的签名才会生效。我们不会再次提醒。',
  },
  withdraw: '撤回签名',
  startedBy: (starter) => `发起人：${starter}`,
  sentBy: (operator) => `网站运营方：${operator}。有人在请愿中填写了您的邮箱地址，因此您收到了这封邮件。`,
}
