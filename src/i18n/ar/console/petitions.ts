/** The list of petitions. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted, SIGNATURES_OF } from './numbers.ts'

export const petitions: ConsoleWords['petitions'] = {
  title: 'عرائضك',
  start: 'بدء عريضة',
  todo: (n) =>
    counted(n, {
      zero: 'لا مهام',
      one: 'مهمة واحدة بانتظارك',
      two: 'مهمتان بانتظارك',
      few: '{n} مهام بانتظارك',
      many: '{n} مهمة بانتظارك',
      other: '{n} مهمة بانتظارك',
    }),
  of: (count, goal) => `${number(count)} من أصل ${counted(goal, SIGNATURES_OF)}`,
  closes: (day) => `تُغلق في ${day}`,
  ended: (day) => `انتهت في ${day}`,
  changed: (when) => `آخر تعديل: ${when}`,
  continueAt: (step) => `المتابعة: الخطوة ${number(step)} من 3`,
  emptyTitle: 'ليست لديك عرائض بعد',
  emptyText: 'يستغرق ذلك نحو خمس دقائق. ما يلزمك:',
  needs: [
    'عنوان يبيّن من عليه أن يفعل ماذا',
    'بضع فقرات عن المشكلة وعن مطلبك',
    'مكان آمن لملف واحد: مفتاح بيانات الاتصال بالموقّعين',
  ],
  invited: 'وصلتك دعوة إلى عريضة؟ فتح الرابط الموجود في الدعوة يضيفها هنا.',
  claim: 'إضافة عريضة بدأت برمز وصول',
  claimHint: 'يُرجى لصق رمز الوصول الخاص بها. يصبح لك دور المالك، ويبقى الرمز صالحًا إلى حين إبطاله.',
  token: 'رمز الوصول إلى العريضة',
  claimButton: 'إضافة العريضة',
  claimWrong: 'لا توجد عريضة بهذا الرمز. يُرجى التحقق من نسخه كاملًا.',
  claimOwned: 'لهذه العريضة مالك بالفعل. يُرجى طلب دعوة من مالكها.',
  claimed: 'أصبحت العريضة لك.',
}
