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
    what: 'وُقّعت هذه العريضة بعنوان بريدك، وأغلب الظن أن التوقيع لك:',
    todo: 'يُحتسب توقيعك بعد تأكيده.',
    button: 'تأكيد توقيعي',
    valid: (days) => `الرابط صالح لمدة ${counted(days, DAYS_OF)}.`,
    notYou: 'إن لم يكن التوقيع لك، فيمكنك تجاهل هذه الرسالة: لا شيء يُحتسب من دونك. أو يمكن سحبه في الحال:',
  },
  alreadySigned: {
    subject: (title) => `سبق أن وقّعت: ${title}`,
    neutralSubject: 'لا حاجة إلى أي إجراء',
    what: 'وُقّعت هذه العريضة مرة أخرى بعنوان بريدك، وأغلب الظن أن التوقيع لك:',
    todo: 'توقيعك محتسب بالفعل، ومرة واحدة. لا يلزمك فعل أي شيء.',
    button: 'فتح العريضة',
    notYou: 'إن لم يكن ذلك منك، فتوقيعك أنت لا يزال قائمًا. يمكنك سحبه في أي وقت:',
  },
  withdraw: 'سحب التوقيع',
}
