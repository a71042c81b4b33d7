import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { counted } = formatter('ar')

const DAYS_OF: PluralForms = {
  zero: '{n} يوم',
  one: 'يوم واحد',
  two: 'يومين',
  few: '{n} أيام',
  many: '{n} يومًا',
  other: '{n} يوم',
}

export const ar: EmailCatalogue = {
  direction: 'rtl',
  greeting: 'تحية طيبة،',
  confirm: {
    subject: (title) => `تأكيد توقيعك: ${title}`,
    neutralSubject: 'يُرجى تأكيد عنوان بريدك الإلكتروني',
    what: 'وُقّعت هذه العريضة باستخدام عنوان بريدك الإلكتروني، سواء أكان التوقيع منك أم من شخص آخر:',
    todo: 'يُرجى تأكيد توقيعك كي يُحتسب.',
    button: 'تأكيد توقيعي',
    valid: (days) => `الرابط صالح لمدة ${counted(days, DAYS_OF)}.`,
    notYou: 'إن لم يكن التوقيع لك، فيمكنك تجاهل هذه الرسالة: لن يُحتسب ما لم يُؤكَّد. ويمكن أيضًا سحبه فورًا:',
  },
  alreadySigned: {
    subject: (title) => `سبق لك توقيع هذه العريضة: ${title}`,
    neutralSubject: 'لا يلزمك فعل أي شيء',
    what: 'وردت محاولة لتوقيع هذه العريضة مرة أخرى باستخدام عنوان بريدك الإلكتروني، سواء أكانت منك أم من شخص آخر:',
    todo: 'توقيعك محتسب بالفعل. لا يلزمك فعل أي شيء.',
    button: 'الانتقال إلى العريضة',
    notYou: 'إن لم يكن ذلك منك، فلا داعي للقلق: توقيعك لا يزال محتسبًا. يمكنك سحبه في أي وقت:',
  },
  withdraw: 'سحب التوقيع',
  startedBy: (starter) => `بمبادرة من: ${starter}`,
  sentBy: (operator) => `الجهة المشغّلة للموقع: ${operator}. وصلتك هذه الرسالة لأن عنوان بريدك الإلكتروني أُدخل في عريضة.`,
}
