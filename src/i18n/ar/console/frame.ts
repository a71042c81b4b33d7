/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted, PEOPLE, PEOPLE_OF, SIGNATURES, DAYS, isolated } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: 'العرائض',
  site: 'هذا الموقع',
  account: 'الحساب',
  help: 'المساعدة',
  menu: 'القائمة',
  seePage: 'عرض الصفحة',
  signOut: 'تسجيل الخروج',
  back: (place) => `العودة إلى ${place}`,
  asOf: (time) => `حتى ${time}`,
  refresh: 'تحديث',
  change: 'تغيير',
  cancel: 'إلغاء',
  optional: 'اختياري',
  error: (title) => `خطأ: ${isolated(title)}`,
  errors: (n) =>
    counted(n, {
      zero: 'لا أخطاء',
      one: 'خطأ واحد يجب تصحيحه',
      two: 'خطآن يجب تصحيحهما',
      few: '{n} أخطاء يجب تصحيحها',
      many: '{n} خطأً يجب تصحيحها',
      other: '{n} خطأ يجب تصحيحها',
    }),
  now: 'الآن',
  today: (time) => `اليوم، ${time}`,
  yesterday: (time) => `أمس، ${time}`,
  people: (n) => counted(n, PEOPLE),
  signatures: (n) => counted(n, SIGNATURES),
  days: (n) => counted(n, DAYS),
  confirm: {
    understood: 'أدرك ما سيحدث.',
    tick: (n) => `أدرك أن هذا يؤثر في ${counted(n, PEOPLE_OF)}.`,
    tickNeeded: 'يُرجى تحديد المربع لتأكيد إدراك ما سيحدث.',
    type: 'للتأكيد، يُرجى كتابة عدد الأشخاص الذين يؤثر فيهم هذا',
    typeWrong: (n) => `العدد غير مطابق. يؤثر هذا في ${counted(n, PEOPLE_OF)}.`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: 'العريضة', people: 'الأشخاص', reach: 'النشر', manage: 'الإدارة' },
  overview: 'نظرة عامة',
  text: 'النص',
  updates: 'المستجدات والنتيجة',
  signers: 'الموقّعون والأسباب',
  review: 'قيد المراجعة',
  contacts: 'جهات الاتصال',
  paper: 'الورق والاستيراد',
  share: 'المشاركة والشركاء',
  team: 'الفريق والوصول',
  settings: 'الإعدادات',
  states: {
    draft: 'مسودة',
    submitted: 'بانتظار الموافقة',
    scheduled: 'مجدولة',
    open: 'مفتوحة',
    closed: 'مغلقة',
    victory: 'انتصار',
    'taken-down': 'تمت إزالتها',
    deleted: 'محذوفة',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: 'مالك',
  editor: 'محرر',
  moderator: 'مشرف',
  you: { owner: 'دورك: مالك', editor: 'دورك: محرر', moderator: 'دورك: مشرف' },
}

export const problems: ConsoleWords['problems'] = {
  notFound: 'لا توجد صفحة كهذه',
  notFoundText: 'أو ليست لديك صلاحية عرضها. يُرجى التحقق من الرابط، أو الانتقال إلى عرائضك.',
  forbidden: 'لا يمكنك فعل ذلك',
  forbiddenText: (role) => `الدور المطلوب لذلك: ${role}. يُرجى التوجه إلى أحد مالكي العريضة.`,
  busy: 'لم يُحفظ بعد',
  busyText: 'حدث خلل لدينا. ما أرسلته لا يزال هنا: يُرجى إرساله مرة أخرى.',
  signedOut: 'لم تعد جلستك مفتوحة',
  signedOutText: 'لم يُحفظ شيء ولم يضِع شيء. يُرجى تسجيل الدخول في صفحة أخرى، ثم الإرسال من هنا مرة أخرى.',
  signInFirst: 'تسجيل الدخول في صفحة أخرى',
  sendAgain: 'الإرسال مرة أخرى',
  failed: 'لا يمكن عرض هذه الصفحة الآن',
  failedText: 'حدث خلل لدينا. يُرجى إعادة المحاولة بعد دقيقة.',
  tryAgain: 'إعادة المحاولة',
  typed: 'ما كتبته',
  typedText: 'لم يُحفظ. يمكن نسخه إذا كنت لا تزال بحاجة إليه.',
  crossSite: 'ورد هذا الطلب من موقع آخر',
  crossSiteText: 'لم يُنفَّذ شيء. يُرجى الانتقال إلى عرائضك وتنفيذ ذلك هناك.',
}
