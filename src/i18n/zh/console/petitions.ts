/** The list of petitions. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const petitions: ConsoleWords['petitions'] = {
  title: '您的请愿',
  start: '发起请愿',
  todo: (n) => `${number(n)}项待办`,
  of: (count, goal) => `${number(count)}个签名，目标${number(goal)}个`,
  closes: (day) => `将于${day}结束`,
  ended: (day) => `已于${day}结束`,
  changed: (when) => `修改于${when}`,
  continueAt: (step) => `继续第${number(step)}步，共3步`,
  emptyTitle: '您还没有请愿',
  emptyText: '大约需要五分钟。您需要：',
  needs: [
    '一个标题，说明谁应该做什么',
    '几段文字，说明问题所在和您的诉求',
    '一个安全的地方，用来存放一个文件：打开签名者联系方式的密钥',
  ],
  invited: '有人邀请您参与请愿？请打开邀请中的链接，即可将其添加到这里。',
  claim: '添加用令牌发起的请愿',
  claimHint: '请粘贴这项请愿的令牌。您将成为其所有者。在您撤销之前，令牌仍然有效。',
  token: '请愿令牌',
  claimButton: '添加请愿',
  claimWrong: '没有请愿使用这个令牌。请检查是否已完整复制。',
  claimOwned: '这项请愿已有所有者。请对方邀请您。',
  claimed: '这项请愿现在归您所有。',
}
