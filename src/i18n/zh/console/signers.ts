import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const signers: ConsoleWords['signers'] = {
  /** Why something was hidden. */
  whys: { insult: '侮辱', private: '隐私信息', threat: '威胁', spam: '垃圾信息', other: '其他原因' },
  /** What is hidden. */
  hides: { reason: '理由', both: '姓名和理由', waiting: '待审核' },
  moderations: { after: '姓名立即显示', before: '姓名经审核后显示' },
  lead: '选择公开姓名或首字母的签名者。您可以隐藏侮辱、威胁或涉及隐私的内容，签名仍会计入。',
  search: '搜索',
  find: '查找',
  lists: { all: '全部', reasons: '附理由', hidden: '已隐藏', waiting: '待审核' },
  name: '姓名',
  reason: '理由',
  signed: '时间',
  states: { reason: '理由已隐藏', both: '姓名和理由已隐藏', waiting: '待审核' },
  none: '还没有人选择公开姓名。',
  further: '继续搜索',
  hide: '隐藏…',
  showAgain: '重新显示',
  showIt: '显示',
  showAll: (n) => `显示本页全部${number(n)}个`,
  hideTitle: '在页面上隐藏',
  what: '要隐藏什么？',
  why: '原因是什么？',
  so: ['签名仍会计入。', '不会通知签名者。', '谁隐藏以及原因会记录在团队日志中。', '可以随时重新显示。'],
  hideButton: '隐藏',
  undo: '撤销',
  done: {
    reason: '理由已隐藏。',
    both: '姓名和理由已隐藏。',
    shown: '姓名已重新显示在页面上。',
    shownAll: (n) => `现在页面上新显示了${number(n)}个姓名。`,
    undone: '已撤销。',
    moderation: '已保存。',
  },
  moderationTitle: '姓名和理由何时显示',
  modes: { after: '立即', before: '审核后' },
  modeHints: { after: '由您隐藏不该出现的内容。', before: '团队成员查看之前，什么都不会显示。' },
  /** What happens when it is changed to that. */
  changed: {
    before: ['已在页面上的姓名会保留。', '新的姓名和理由要等团队成员批准后才显示。'],
    after: ['从现在起，姓名和理由会立即显示。'],
  },
  waits: (n) => `有${number(n)}个姓名待审核。`,
  goOnWaiting: (n) => `待审核的${number(n)}个姓名会继续等待，直到有人显示或隐藏它们。`,
}
