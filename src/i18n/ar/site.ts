/**
 * Modern Standard Arabic, right to left. Verbal nouns («التوقيع», «يُرجى …») replace imperatives, which would address a man
 * only. Text with its own direction that could reorder the signs beside it, such as a title or code that ends in brackets, is
 * enclosed in FSI and PDI (UAX #9).
 */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'

const { number, plural, counted, date } = formatter('ar')

/** A noun beside a number that is printed elsewhere. */
const SIGNATURES: PluralForms = {
  zero: 'توقيع',
  one: 'توقيع',
  two: 'توقيعان',
  few: 'توقيعات',
  many: 'توقيعًا',
  other: 'توقيع',
}

const COUNTED_SIGNATURES: PluralForms = {
  zero: '{n} توقيع',
  one: 'توقيع واحد',
  two: 'توقيعان',
  few: '{n} توقيعات',
  many: '{n} توقيعًا',
  other: '{n} توقيع',
}

/** Genitive, as after «إلى». */
const SIGNATURES_OF: PluralForms = {
  zero: '{n} توقيع',
  one: 'توقيع واحد',
  two: 'توقيعين',
  few: '{n} توقيعات',
  many: '{n} توقيعًا',
  other: '{n} توقيع',
}

const SECONDS_OF: PluralForms = {
  zero: '{n} ثانية',
  one: 'ثانية واحدة',
  two: 'ثانيتين',
  few: '{n} ثوانٍ',
  many: '{n} ثانية',
  other: '{n} ثانية',
}
const MINUTES_OF: PluralForms = {
  zero: '{n} دقيقة',
  one: 'دقيقة واحدة',
  two: 'دقيقتين',
  few: '{n} دقائق',
  many: '{n} دقيقة',
  other: '{n} دقيقة',
}

const CHARACTERS: PluralForms = {
  zero: '{n} حرف',
  one: 'حرف واحد',
  two: 'حرفان',
  few: '{n} أحرف',
  many: '{n} حرفًا',
  other: '{n} حرف',
}

const isolated = (text: string): string => `\u2068${text}\u2069`

export const ar: Catalogue = {
  name: 'العربية',
  direction: 'rtl',
  languages: 'اللغة',
  skip: 'الانتقال إلى المحتوى الرئيسي',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'التوقيعات',

  home: {
    title: 'العرائض',
    lead: 'يُحتسب كل توقيع مرة واحدة. تُشفَّر بيانات الاتصال بك، فلا يستطيع قراءتها إلا فريق الحملة.',
    to: (addressee) => `إلى ${addressee}`,
    openNow: 'العرائض المفتوحة',
    none: 'لا توجد عرائض مفتوحة في الوقت الحالي.',
  },

  petition: {
    to: 'إلى',
    startedBy: 'بمبادرة من',
    writtenIn: (language) => `لغة العريضة: ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => counted(n, COUNTED_SIGNATURES),
    lately: (n) => `التوقيعات خلال آخر 24 ساعة: ${number(n)}`,
    gathered: (n) =>
      counted(n, {
        zero: 'لم يوقّع هذه العريضة أحد.',
        one: 'وقّع هذه العريضة شخص واحد.',
        two: 'وقّع هذه العريضة شخصان.',
        few: 'وقّع هذه العريضة {n} أشخاص.',
        many: 'وقّع هذه العريضة {n} شخصًا.',
        other: 'وقّع هذه العريضة {n} شخص.',
      }),
    // Without a verb, whose form depends on whether the starter is a man, a woman or a group.
    countOnYou: (starter, others) =>
      others < 1
        ? `${isolated(starter)} بحاجة إلى دعمك اليوم.`
        : `${isolated(starter)} و${counted(others, {
            one: 'شخص آخر',
            two: 'شخصان آخران',
            few: '{n} أشخاص آخرين',
            many: '{n} شخصًا آخر',
            other: '{n} شخص آخر',
          })} بحاجة إلى دعمك اليوم.`,
    nextGoal: (n) => `الهدف التالي: ${number(n)}`,
    closed: 'العريضة مغلقة',
    closedText: 'لم تعد العريضة تستقبل توقيعات جديدة. شكرًا لكل من وقّع.',
    victory: 'انتصار',
    victoryText: 'أعلن فريق الحملة أن مطلب العريضة قد تحقق. شكرًا لكل من وقّع.',
    endedOn: (day) => `انتهى جمع التوقيعات في ${day}.`,
    outcome: 'النتيجة',
    recent: 'أحدث الموقّعين',
    toForm: 'توقيع العريضة',
    updates: 'المستجدات',
    allUpdates: 'كل المستجدات',
    olderUpdates: 'مستجدات أقدم',
    feed: 'متابعة المستجدات عبر RSS',
    embed: 'إضافة العدّاد إلى موقعك',
    toPetition: 'الانتقال إلى العريضة',
  },

  share: {
    title: 'مشاركة العريضة',
    text: 'هل بين معارفك من قد يوقّع؟ يمكنك إرسال هذه العريضة إليهم.',
    device: 'مشاركة…',
    by: (name) => `مشاركة عبر ${name}`,
    email: 'البريد الإلكتروني',
    copyLink: 'نسخ الرابط',
    copied: 'تم نسخ الرابط',
    qr: 'رمز QR',
    qrText: 'للملصقات والمنشورات المطبوعة: مسح الرمز يفتح صفحة هذه العريضة.',
  },

  form: {
    title: 'توقيع هذه العريضة',
    name: 'الاسم الكامل',
    email: 'عنوان البريد الإلكتروني',
    emailHint: 'لا يظهر لأحد. يُشفَّر فور وصوله، ولا يستطيع قراءته إلا فريق الحملة.',
    emailHintConfirm: 'لا يظهر لأحد. ستصلك رسالة فيها رابط للتأكيد، وبعدها لا يستطيع قراءة عنوانك إلا فريق الحملة.',
    updates: 'نعم، أرغب في تلقي مستجدات هذه العريضة من فريق الحملة عبر البريد الإلكتروني',
    country: 'البلد',
    countryAuto: 'تحديد تلقائي (بحسب عنوان IP)',
    countryGuessed: (country) => `${country} (بحسب عنوان IP)`,
    countryHint: 'لأغراض إحصائية، ويطّلع عليه فريق الحملة. لا يظهر مع اسمك.',
    comment: 'ما سبب توقيعك؟',
    more: 'إضافة السبب',
    optional: (label) => `${label} (اختياري)`,
    commentHint: 'يستطيع فريق الحملة قراءته. ولا يظهر في هذه الصفحة إلا إذا اخترت إظهار اسمك أو الأحرف الأولى منه.',
    showName: 'طريقة ظهور اسمك في هذه الصفحة',
    showFull: 'الاسم الكامل',
    showInitials: 'الأحرف الأولى فقط',
    showAnonymous: 'عدم إظهار الاسم',
    submit: 'توقيع العريضة',
    trap: 'يُرجى ترك هذا الحقل فارغًا',
    consent:
      'التوقيع يعني موافقتك على معالجة بياناتك الشخصية: نحتسب توقيعك ونسلّم بيانات هذا النموذج إلى فريق الحملة. لا نسلّمها إلى أي جهة أخرى، باستثناء عنوان بريدك الإلكتروني الذي نسلّمه إلى الخدمة التي توصل رسائلنا. ولا يظهر للعموم إلا ما اخترت إظهاره.',
    consentConfirm:
      'التوقيع يعني موافقتك على معالجة بياناتك الشخصية: نحتسب توقيعك ونسلّم بيانات هذا النموذج إلى فريق الحملة. لا نسلّمها إلى أي جهة أخرى، باستثناء عنوان بريدك الإلكتروني الذي نسلّمه إلى الخدمة التي توصل رسائلنا. ولا يظهر للعموم إلا ما اخترت إظهاره. ويمكنك سحب توقيعك في أي وقت من الرابط الموجود في كل رسالة منا.',
    working: 'جارٍ التحقق من أنك لست روبوتًا، وإرسال توقيعك…',
    thanks: 'شكرًا لك على التوقيع!',
    thanksText: 'تم استلام توقيعك، وسيُحتسب خلال ثوانٍ.',
    thanksConfirm: 'خطوة أخيرة: تأكيد توقيعك من بريدك الإلكتروني',
    thanksConfirmText:
      'نرسل إليك الآن رسالة فيها رابط. يُحتسب توقيعك بعد فتح الرابط والضغط على الزر في الصفحة. لم تصل الرسالة؟ يُرجى البحث في مجلد الرسائل غير المرغوب فيها، أو التوقيع من جديد.',
    didYouMean: (address) => `هل تقصد ${isolated(address)}؟`,
    useSuggestion: 'استخدام هذا العنوان',
    sentTo: (address) => `أُرسلت الرسالة إلى ${isolated(address)}`,
    changeEmail: 'تغيير عنوان البريد الإلكتروني',
    sendAgain: 'إرسال الرسالة مرة أخرى',
    retrying: (seconds) =>
      `تعذّر الإرسال الآن. يُرجى إبقاء الصفحة مفتوحة: سنعيد المحاولة بعد ${counted(seconds, SECONDS_OF)}.`,
    busy: (minutes) =>
      `عذرًا، تعذّر استلام توقيعك الآن. لم تُفقد البيانات التي أدخلتها: يُرجى إعادة المحاولة بعد ${counted(minutes, MINUTES_OF)}.`,
    offline: 'يبدو أنه لا يوجد اتصال بالإنترنت. لم تُفقد البيانات التي أدخلتها: يُرجى إعادة المحاولة بعد عودة الاتصال.',
    fix: 'توجد مشكلة. يُرجى مراجعة الحقول المشار إليها بخطأ.',
    noScript:
      'تم تعطيل JavaScript في متصفحك. يمكنك التوقيع مع ذلك: سنرسل إليك رسالة، ويُحتسب توقيعك بعد فتح الرابط الذي فيها والضغط على الزر.',
  },

  after: {
    // Nouns instead of a verb, whose form depends on whether the signer is a man or a woman.
    signedWith: (others) =>
      others < 1
        ? 'توقيعك هو الأول.'
        : `توقيعك إلى جانب ${counted(others, {
            one: 'توقيع آخر',
            two: 'توقيعين آخرين',
            few: '{n} توقيعات أخرى',
            many: '{n} توقيعًا آخر',
            other: '{n} توقيع آخر',
          })}.`,
    missing: (n, goal) => `يتبقى ${counted(n, COUNTED_SIGNATURES)} لبلوغ ${number(goal)}.`,
    sendTitle: 'والآن إرسالها إلى شخص واحد',
    sendText: 'من بين معارفك يهمه هذا الأمر؟ تكفي رسالة قصيرة منك.',
    messageLabel: 'نص مقترح للرسالة',
    messageHint: 'يُضاف رابط العريضة في النهاية.',
    message: (title) => `أضفتُ توقيعي إلى عريضة «${title}». ننتظر توقيعك أيضًا!`,
    copyText: 'نسخ النص والرابط',
    textCopied: 'تم نسخ النص والرابط',
    changedMind: 'عند تغيير رأيك',
    keepLink:
      'يُرجى حفظ هذا الرابط أو طباعته: يمكنك به سحب توقيعك دون الحاجة إلى رسالة بريد. وهو لا يسحب توقيعًا سابقًا بعنوان البريد الإلكتروني نفسه.',
    keepUnconfirmed:
      'يُرجى حفظ هذا الرابط أو طباعته: يحذف ما أدخلته للتو ما دام غير مؤكد. وبعد التأكيد، أو إذا سبق لك التوقيع، يمكنك استخدام الرابط في رسائلنا.',
    keepConfirmed: 'يُرجى حفظ هذا الرابط أو طباعته: يمكنك به سحب توقيعك. وفي كل رسالة منا رابط مثله.',
  },

  links: {
    confirm: {
      title: 'تأكيد التوقيع',
      text: 'بالضغط على الزر يُحتسب توقيعك.',
      button: 'تأكيد توقيعي',
      done: 'شكرًا لك! تم تأكيد توقيعك.',
      doneText: 'سيُحدَّث العدد في الصفحة خلال ثوانٍ.',
    },
    withdraw: {
      title: 'تأكيد سحب التوقيع',
      text: 'سنحذف توقيعك والبيانات التي أدخلتها معه. وإذا كان محتسبًا فسينقص العدد واحدًا. يمكنك التوقيع مجددًا لاحقًا.',
      button: 'سحب توقيعي',
      done: 'تم سحب توقيعك.',
      doneText: 'سنحذفه خلال ثوانٍ. لن نخبر أحدًا بأنه كان توقيعك.',
    },
    notShown: 'لن يظهر اسمك.',
    shownAs: (name) => `الاسم الذي سيظهر في صفحة العريضة: ${name}`,
    notYours: 'ليس هذا ما كتبته؟ يُرجى عدم التأكيد. يمكنك توقيع العريضة بنفسك، فتحل بياناتك محل هذه البيانات.',
  },

  embed: {
    title: 'إضافة العدّاد إلى موقعك',
    lead: 'يكفي اختيار شكل العدّاد ونسخ سطر واحد ولصقه في صفحتك. لا يستخدم العدّاد ملفات تعريف الارتباط، ولا يتتبّع أحدًا، ولا يحمّل شيئًا من خدمات أخرى.',
    setUp: 'الخيارات',
    theme: 'المظهر',
    themes: { auto: 'مثل صفحتك', light: 'فاتح', dark: 'داكن' },
    size: 'الحجم',
    sizes: { small: 'صغير', medium: 'متوسط', large: 'كبير' },
    language: 'اللغة',
    asMyPage: 'مثل لغة صفحتك',
    goal: 'الهدف',
    goals: { next: 'الهدف التالي', none: 'بلا هدف' },
    signLink: 'إظهار زر التوقيع',
    partner: 'رمز الشريك',
    partnerHint: 'أحرف لاتينية وأرقام وشرطات وشرطات سفلية. تُنسب إلى هذا الرمز التوقيعات الواردة من موقعك.',
    apply: 'تحديث المعاينة',
    copy: 'نسخ',
    copied: 'تم النسخ',
    code: (form) => `رمز التضمين: ${form}`,
    element: 'مكوّن ويب',
    elementText: 'يُحدَّث مباشرة، ويظهر جزءًا من صفحتك. أفضل خيار إن أمكن إضافة نص برمجي إلى الموقع.',
    pinned: 'مكوّن ويب بإصدار ثابت',
    pinnedText: 'العدّاد نفسه بإصدار لا يتغير أبدًا: يتحقق المتصفح من قيمة التجزئة (SRI) قبل تشغيله.',
    frame: 'إطار iframe',
    frameText:
      'يُحدَّث مباشرة داخل إطار مستقل. الوسم الثاني نص برمجي يضبط الارتفاع، ويمكن حذفه إن كان الموقع لا يسمح بنصوص برمجية خارجية.',
    frameTitle: (title) => `عدد التوقيعات: ${isolated(title)}`,
    oembed: 'عنوان الصفحة (oEmbed)',
    oembedText: 'يُلصق عنوان العريضة فقط، فيحوّله WordPress وكل نظام يدعم oEmbed إلى عدّاد تلقائيًا.',
    badge: 'الشارة',
    badgeText: 'صورة فيها عدد التوقيعات، لملفات README والمنتديات والنشرات البريدية.',
    link: 'رابط نصي',
    linkText: 'HTML بسيط بلا نصوص برمجية ولا صور. يعرض عدد التوقيعات وقت آخر طلب من خادمك.',
    image: 'صورة المشاركة',
    imageText: 'الصورة التي تظهر عند مشاركة العريضة في شبكات التواصل الاجتماعي، مع عدد حديث للتوقيعات.',
    data: 'عدد التوقيعات (JSON)',
    dataText: 'بصيغة JSON، لعرض العدد في تطبيقاتك الخاصة.',
  },

  feed: {
    title: (title) => `المستجدات: ${isolated(title)}`,
    milestoneText: (n) => `وصلت العريضة إلى ${counted(n, SIGNATURES_OF)}.`,
  },

  counter: {
    signed: SIGNATURES,
    first: 'توقيعك قد يكون الأول',
    goal: 'الهدف التالي: {n}',
    lately: 'التوقيعات خلال آخر 24 ساعة: {n}',
    sign: 'توقيع العريضة',
    closed: 'العريضة مغلقة',
    victory: 'انتصار',
  },

  fieldErrors: {
    required: 'يُرجى ملء هذا الحقل.',
    'not-text': 'يجب إدخال سلسلة نصية (string).',
    'not-a-choice': 'يُرجى اختيار أحد الخيارات.',
    'not-a-number': 'يجب إدخال عدد صحيح ضمن النطاق المسموح به.',
    'not-a-list': 'يجب إدخال مصفوفة (array).',
    'too-long': 'النص أطول من اللازم. يُرجى اختصاره.',
    'hidden-characters': 'يحتوي النص على أحرف مخفية. يُرجى كتابته يدويًا بدل لصقه.',
    'link-in-name': 'لا يمكن أن يحتوي الاسم على عنوان موقع.',
    'no-letters': 'يجب أن يحتوي الاسم على حرف أو رقم واحد على الأقل.',
    'not-an-email': 'يُرجى إدخال عنوان بريد إلكتروني بالصيغة الصحيحة، مثل name@example.org.',
    'not-a-country': 'يُرجى استخدام رمز بلد من حرفين (ISO 3166-1). مثال: UZ أو DE.',
    'too-many-marks': 'على أحد الأحرف علامات أكثر من اللازم. يُرجى كتابته دون زخرفة.',
    'email-in-name': 'يُرجى كتابة الاسم هنا، لا عنوان البريد الإلكتروني.',
    'not-a-slug': 'يُسمح فقط بالأحرف اللاتينية الصغيرة من a إلى z والأرقام والشرطات.',
    'not-a-partner-code': `يُسمح فقط بالأحرف اللاتينية (من a إلى z) والأرقام والشرطات والشرطات السفلية، بحد أقصى ${counted(PARTNER_CODE_MAX_CHARS, CHARACTERS)}، ويجب أن يبدأ الرمز بحرف أو رقم.`,
    'not-a-url': `يجب إدخال عنوان عام يبدأ بـ ${isolated('https://')}.`,
    'not-a-time': `يجب إدخال وقت بتوقيت UTC، مثل ${isolated('2026-12-31T23:59:00Z')}.`,
    'not-a-language': 'يجب إدخال رمز لغة، مثل en أو ru أو sr-Latn.',
    'in-the-past': 'هذا الوقت مضى. يُرجى اختيار وقت في المستقبل.',
    'not-a-cursor': 'قيمة cursor غير صالحة. يُرجى استخدام قيمة cursor من الاستجابة السابقة أو عدم إرسالها.',
    'not-a-key': 'يجب إدخال مفتاح عام من نوع X25519 بصيغة base64url. لإنشاء زوج مفاتيح: npm run keygen',
    'no-key':
      'لا يمكن فتح العريضة قبل إضافة مفتاح عام، كي لا يستطيع قراءة بيانات الاتصال بالموقّعين إلا فريق الحملة. لإنشاء زوج مفاتيح: npm run keygen',
    'unknown-field': 'حقل غير معروف. يُرجى التحقق من كتابة اسمه.',
  },

  fieldErrorsByPath: {
    'name/required': 'يُرجى إدخال اسمك.',
    'email/required': 'يُرجى إدخال عنوان بريدك الإلكتروني.',
    'country/not-a-country': 'يُرجى اختيار بلد من القائمة.',
    'showName/not-a-choice': 'يُرجى اختيار طريقة ظهور اسمك.',
    'name/too-long': `الحد الأقصى لطول الاسم ${counted(NAME_MAX_CHARS, CHARACTERS)}.`,
    'comment/too-long': `الحد الأقصى لطول النص ${counted(COMMENT_MAX_CHARS, CHARACTERS)}.`,
  },

  problem: {
    title: {
      malformed: 'تعذّرت قراءة الطلب',
      unauthorized: 'رمز الوصول مفقود أو غير صالح',
      'bot-check-failed': 'فشل التحقق من أنك لست روبوتًا',
      'petition-not-found': 'العريضة غير موجودة',
      'not-found': 'الصفحة غير موجودة',
      'link-broken': 'الرابط غير مكتمل',
      'link-expired': 'انتهت صلاحية هذا الرابط',
      'method-not-allowed': 'طريقة الطلب هذه غير مدعومة',
      'signature-gone': 'لم يعد لهذا التوقيع وجود',
      'petition-closed': 'هذه العريضة مغلقة',
      conflict: 'هذا غير ممكن في الحالة الراهنة',
      'too-large': 'الطلب كبير جدًا',
      'unsupported-type': 'نوع المحتوى هذا غير مدعوم',
      'invalid-signature': 'يُرجى مراجعة بيانات التوقيع',
      'invalid-petition': 'يُرجى مراجعة بيانات العريضة',
      'invalid-webhook': 'يُرجى مراجعة بيانات الـ webhook',
      'invalid-query': 'معاملات الاستعلام غير صالحة',
      'invalid-condition': 'شرط تحديد التوقيعات غير صالح',
      'invalid-update': 'يُرجى مراجعة بيانات المستجدات المرسلة',
      'invalid-image': 'يُرجى مراجعة الصورة',
      'unsupported-format': 'هذه الصيغة غير مدعومة',
      'too-many-requests': 'طلبات كثيرة جدًا من شبكتك',
      unavailable: 'الخدمة غير متاحة مؤقتًا',
    },
    malformed: {
      'not-utf-8': 'نص الطلب ليس بترميز UTF-8. يُرجى إرساله بهذا الترميز.',
      'not-json': 'نص الطلب ليس بصيغة JSON صالحة. يُرجى إرسال كائن JSON واحد.',
      'not-an-object': 'يجب أن يكون نص الطلب كائن JSON واحدًا.',
      'too-deep': 'مستويات التداخل في JSON أكثر من اللازم.',
      'too-slow': 'لم يصل نص الطلب في الوقت المحدد. لم يُحفظ شيء؛ يُرجى إعادة الإرسال.',
      'cut-off': 'انقطع إرسال الطلب. لم يُحفظ شيء؛ يُرجى إعادة الإرسال.',
    },
    botCheck: {
      missing: 'حل التحقق مفقود. يُرجى طلب تحدٍّ وحلّه وإرسال الحل في الحقل «proof».',
      wrong: 'التحقق لا يخص هذه العريضة. يُرجى إعادة تحميل الصفحة والتوقيع من جديد.',
      expired: 'ظلت الصفحة مفتوحة طويلًا فانتهت صلاحية التحقق. يُرجى التوقيع من جديد، وسيتم التحقق تلقائيًا.',
      used: 'سبق استخدام هذا التحقق. يُرجى إعادة تحميل الصفحة والتوقيع من جديد.',
    },
    conflict: {
      'slug-taken': 'هذا العنوان مستخدَم لعريضة أخرى. يُرجى اختيار غيره.',
      'not-open': 'العريضة ليست مفتوحة.',
      'not-closed': 'العريضة ليست مغلقة.',
      'no-key': `ليس للعريضة مفتاح عام، فلا أحد يستطيع قراءة بيانات الاتصال بالموقّعين. تجب إضافة مفتاح أولًا: ${isolated('PATCH {"publicKeys": ["…"]}')}.`,
      'too-many-webhooks': 'بلغ عدد الـ webhooks في هذه العريضة حدّه الأقصى. يجب حذف أحدها أولًا.',
      'too-many-updates': 'بلغ عدد المستجدات في هذه العريضة حدّه الأقصى. يجب حذف أحدها أولًا.',
      'delivery-pending': 'لم يكتمل هذا التسليم بعد. تمكن إعادة المحاولة إذا فشل.',
      'group-changed': 'تغيّر عدد التوقيعات المطابقة. لم يُنفَّذ شيء: يُرجى المراجعة من جديد ثم اتخاذ القرار.',
    },
    image: {
      'not-an-image': 'يُرجى إرسال ملف صورة واحد سليم بصيغة JPEG أو PNG أو WebP.',
      'too-many-pixels': `الحد الأقصى لكل من العرض والارتفاع ${number(IMAGE_SIDE_MAX_PIXELS)} بكسل. يُرجى استخدام صورة أصغر.`,
    },
    unauthorized: `يُرجى إرسال رمز الوصول الخاص بهذه العريضة أو بالمشغّل، بالشكل «${isolated('Authorization: Bearer …')}».`,
    petitionNotFound: 'يُرجى التحقق من العنوان. ربما تغيّر عنوان العريضة أو لم تُنشر بعد.',
    notFound: 'يُرجى التحقق من العنوان، أو تصفّح كل العرائض.',
    linkBroken: 'يُرجى نسخ الرابط كاملًا من الرسالة ولصقه في شريط عنوان المتصفح. لم يتغير شيء.',
    linkExpired: 'يُرجى التوقيع مرة أخرى: سنرسل إليك رسالة فيها رابط جديد. لم يتغير شيء.',
    signatureGone: 'سُحب هذا التوقيع أو حُذف، فلا شيء لتأكيده. يمكن التوقيع من جديد.',
    methodNotAllowed: (allow) => `يُرجى استخدام ${isolated(allow)}.`,
    petitionClosed: 'لم تعد العريضة تستقبل توقيعات جديدة. لم يُحفظ توقيعك.',
    tooLarge: (maxBytes) => `الحد الأقصى لحجم هذا الطلب ${number(maxBytes)} بايت.`,
    unsupportedType: 'يُرجى إرسال application/json. ويمكن لنماذج HTML إرسال application/x-www-form-urlencoded.',
    unsupportedFormat: 'يُرجى استخدام format=json أو format=xml.',
    invalid: 'يُرجى تصحيح الحقول المذكورة في «errors» وإعادة الإرسال. لم يُحفظ شيء.',
    tooManyRequests: (seconds) =>
      `وردت طلبات كثيرة من شبكتك في وقت قصير. يُرجى إعادة الإرسال بعد ${counted(seconds, SECONDS_OF)}؛ لن تُفقد بياناتك.`,
    unavailable: (seconds) => `لم يُحفظ شيء. يُرجى إعادة المحاولة بعد ${counted(seconds, SECONDS_OF)}.`,
    home: 'كل العرائض',
  },
}
