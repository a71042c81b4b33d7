import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const signers: ConsoleWords['signers'] = {
  /** Why something was hidden. */
  whys: { insult: 'إهانة', private: 'معلومات خاصة', threat: 'تهديد', spam: 'رسائل مزعجة', other: 'سبب آخر' },
  /** What is hidden. */
  hides: { reason: 'السبب', both: 'الاسم والسبب', waiting: 'في الانتظار' },
  moderations: { after: 'تظهر الأسماء فورًا', before: 'تظهر الأسماء بعد مراجعتها' },
  lead: 'من اختاروا إظهار أسمائهم أو الأحرف الأولى منها. يمكن إخفاء ما فيه إهانة أو تهديد أو معلومات خاصة، ويبقى التوقيع محسوبًا.',
  search: 'البحث',
  find: 'بحث',
  lists: { all: 'الكل', reasons: 'مع سبب', hidden: 'المخفي', waiting: 'في انتظار المراجعة' },
  name: 'الاسم',
  reason: 'السبب',
  signed: 'التاريخ',
  states: { reason: 'السبب مخفي', both: 'الاسم والسبب مخفيان', waiting: 'في انتظار المراجعة' },
  none: 'لم يختر أحد إظهار اسمه بعد.',
  further: 'متابعة البحث',
  hide: 'إخفاء…',
  showAgain: 'إظهار من جديد',
  showIt: 'إظهار',
  showAll: (n) => `إظهار كل ما في هذه الصفحة (${number(n)})`,
  hideTitle: 'الإخفاء من الصفحة',
  what: 'ما الذي ينبغي إخفاؤه؟',
  why: 'ما السبب؟',
  so: [
    'يبقى التوقيع محسوبًا.',
    'لا يُبلَّغ صاحب التوقيع بذلك.',
    'يُذكر في سجل الفريق من أخفاه ولماذا.',
    'يمكن إظهاره من جديد في أي وقت.',
  ],
  hideButton: 'إخفاء',
  undo: 'تراجع',
  done: {
    reason: 'السبب مخفي.',
    both: 'الاسم والسبب مخفيان.',
    shown: 'عاد الاسم إلى الصفحة.',
    shownAll: (n) => `أسماء ظهرت الآن في الصفحة: ${number(n)}.`,
    undone: 'تم التراجع.',
    moderation: 'تم الحفظ.',
  },
  moderationTitle: 'متى تظهر الأسماء والأسباب',
  modes: { after: 'فورًا', before: 'بعد مراجعتها' },
  modeHints: { after: 'يمكن إخفاء ما لا مكان له في الصفحة.', before: 'لا يظهر شيء قبل أن يراه أحد أعضاء الفريق.' },
  /** What happens when it is changed to that. */
  changed: {
    before: ['تبقى الأسماء الموجودة الآن في الصفحة.', 'تنتظر الأسماء والأسباب الجديدة حتى يُظهرها أحد أعضاء الفريق.'],
    after: ['من الآن تظهر الأسماء والأسباب فورًا.'],
  },
  waits: (n) => `أسماء في انتظار المراجعة: ${number(n)}.`,
  goOnWaiting: (n) => `تبقى الأسماء المنتظرة (${number(n)}) في الانتظار حتى يُظهرها أحد أو يُخفيها.`,
}
