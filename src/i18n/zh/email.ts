import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number } = formatter('zh')

export const zh: EmailCatalogue = {
  direction: 'ltr',
  greeting: '您好：',
  confirm: {
    subject: (title) => `请确认您的签名：${title}`,
    neutralSubject: '请确认您的邮箱地址',
    what: '有人用您的邮箱签署了以下请愿，很可能就是您本人：',
    todo: '确认之后，您的签名才会计入。',
    button: '确认我的签名',
    valid: (days) => `链接在${number(days)}天内有效。`,
    notYou: '如果不是您本人，请忽略这封邮件：未经您确认，签名不会计入。您也可以立即撤回签名：',
  },
  alreadySigned: {
    subject: (title) => `您已经签过名了：${title}`,
    neutralSubject: '您无需进行任何操作',
    what: '有人用您的邮箱再次签署了以下请愿，很可能就是您本人：',
    todo: '您的签名已经计入，而且只计一次。您无需再做任何事。',
    button: '打开请愿页面',
    notYou: '如果不是您本人，您自己的签名依然有效。您可以随时撤回：',
  },
  withdraw: '撤回签名',
}
