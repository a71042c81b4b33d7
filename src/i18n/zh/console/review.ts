import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: '来自同一网络',
    'email-domain': '来自同一邮箱域名',
    disposable: '使用一次性邮箱',
    signals: '疑似自动提交',
    surge: '来自突然激增',
  },
}
