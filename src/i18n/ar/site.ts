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

/** Genitive, as after «بعد» and «عند». */
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

const isolated = (text: string): string => `\u2068${text}\u2069`

export const ar: Catalogue = {
  name: 'العربية',
  direction: 'rtl',
  languages: 'اللغة',
  skip: 'الانتقال إلى المحتوى',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'التوقيعات',

  home: {
    title: 'العرائض',
    lead: 'يُحتسب كل توقيع مرة واحدة، ووحدها الحملة تستطيع أن تعرف لمن هو.',
    to: (addressee) => `إلى ${addressee}`,
    openNow: 'مفتوحة الآن',
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
        zero: 'لم يوقّع هذه العريضة أحد',
        one: 'وقّع هذه العريضة شخص واحد',
        two: 'وقّع هذه العريضة شخصان',
        few: 'وقّع هذه العريضة {n} أشخاص',
        many: 'وقّع هذه العريضة {n} شخصًا',
        other: 'وقّع هذه العريضة {n} شخص',
      }),
    // Without a verb, whose form depends on whether the starter is a man, a woman or a group.
    countOnYou: (starter, others) =>
      others < 1
        ? `${isolated(starter)} بحاجة إلى صوتك اليوم.`
        : `${isolated(starter)} و${counted(others, {
            one: 'شخص آخر',
            two: 'شخصان آخران',
            few: '{n} أشخاص آخرين',
            many: '{n} شخصًا آخر',
            other: '{n} شخص آخر',
          })} بحاجة إلى صوتك اليوم.`,
    nextGoal: (n) => `الهدف التالي: ${number(n)}`,
    closed: 'العريضة مغلقة',
    closedText: 'لم تعد العريضة تستقبل توقيعات جديدة. شكرًا لكل من وقّع.',
    victory: 'انتصار',
    victoryText: 'أعلنت الحملة أن مطلبها قد تحقق.',
    endedOn: (day) => `انتهى جمع التوقيعات في ${day}.`,
    outcome: 'ما الذي أسفرت عنه',
    recent: 'أحدث التوقيعات',
    toForm: 'توقيع العريضة',
    updates: 'المستجدات',
    allUpdates: 'كل المستجدات',
    olderUpdates: 'مستجدات أقدم',
    feed: 'الاشتراك في الخلاصة',
    embed: 'العدّاد على موقعك',
    toPetition: 'إلى العريضة',
  },

  share: {
    title: 'نشر العريضة',
    text: 'تكبر العريضة حين تنتقل من شخص إلى آخر. يكفي إرسالها إلى شخص واحد.',
    device: 'مشاركة…',
    by: (name) => `مشاركة عبر ${name}`,
    email: 'البريد الإلكتروني',
    copyLink: 'نسخ الرابط',
    copied: 'نُسخ الرابط',
    qr: 'رمز QR',
    qrText: 'للملصقات والمنشورات الورقية: يقود إلى هذه العريضة.',
  },

  form: {
    title: 'توقيع هذه العريضة',
    name: 'الاسم',
    email: 'عنوان البريد الإلكتروني',
    emailHint: 'لا يظهر لأحد. يُشفَّر فور وصوله، ولا يستطيع قراءته إلا فريق الحملة.',
    emailHintConfirm: 'لا يظهر لأحد. ستصلك رسالة واحدة للتأكيد، وبعدها لا يستطيع قراءة عنوانك إلا فريق الحملة.',
    updates: 'يمكن للحملة أن تراسلني لتخبرني بما يستجد',
    country: 'البلد',
    countryAuto: 'بحسب اتصالي بالإنترنت',
    countryGuessed: (country) => `${country} (بحسب اتصالك بالإنترنت)`,
    countryHint: 'للإحصاءات ولفريق الحملة، ولا يظهر مع اسمك.',
    comment: 'ما سبب توقيعك؟',
    more: 'إضافة السبب',
    optional: (label) => `${label} (اختياري)`,
    commentHint: 'يظهر في هذه الصفحة إذا سمحت بإظهار اسمك أو الأحرف الأولى منه.',
    showName: 'ما يظهر في هذه الصفحة',
    showFull: 'اسمي الكامل',
    showInitials: 'الأحرف الأولى من اسمي',
    showAnonymous: 'لا شيء من اسمي',
    submit: 'توقيع العريضة',
    trap: 'يُرجى ترك هذا الحقل فارغًا',
    consent:
      'التوقيع يعني موافقتك على معالجة بياناتك الشخصية: نحتسب توقيعك ونسلّم بيانات هذا النموذج إلى فريق الحملة وحده، وتتسلّم الخدمة التي توصل رسائلنا عنوان بريدك الإلكتروني أيضًا. ولا يظهر للعموم إلا ما يُختار إظهاره.',
    consentConfirm:
      'التوقيع يعني موافقتك على معالجة بياناتك الشخصية: نحتسب توقيعك ونسلّم بيانات هذا النموذج إلى فريق الحملة وحده، وتتسلّم الخدمة التي توصل رسائلنا عنوان بريدك الإلكتروني أيضًا. ولا يظهر للعموم إلا ما يُختار إظهاره. ويمكنك سحب توقيعك في أي وقت من الرابط الموجود في كل رسالة منا.',
    working: 'نتحقق من أنك إنسان، ونرسل توقيعك…',
    thanks: 'شكرًا لك. توقيعك في الطريق.',
    thanksText: 'هو في أمان لدينا، وسيُحتسب خلال ثوانٍ.',
    thanksConfirm: 'بقيت خطوة واحدة في بريدك الإلكتروني',
    thanksConfirmText:
      'في الطريق إليك رسالة فيها رابط. يُحتسب توقيعك بعد فتح الرابط والضغط على الزر فيه. لم تصل الرسالة؟ قد تكون بين الرسائل غير المرغوب فيها، ويمكن التوقيع من جديد.',
    retrying: (seconds) =>
      `تعذّر الإرسال الآن. يُرجى إبقاء الصفحة مفتوحة: سنعيد المحاولة بعد ${counted(seconds, SECONDS_OF)}.`,
    busy: 'لم نتمكن من استلام توقيعك بعد. ما كتبته لا يزال هنا: يُرجى إعادة المحاولة بعد دقيقة.',
    offline: 'لا يوجد اتصال بالإنترنت. ما كتبته لا يزال هنا: يُرجى إعادة المحاولة بعد قليل.',
    fix: 'بقي ما يحتاج إلى تصحيح.',
    noScript:
      'متصفحك لا يشغّل البرامج النصية في هذه الصفحة. التوقيع ممكن مع ذلك: ستصلك رسالة، ويُحتسب توقيعك بعد فتح الرابط الذي فيها والضغط على الزر.',
  },

  links: {
    confirm: {
      title: 'تأكيد توقيعك',
      text: 'ضغطة واحدة على الزر، ويُحتسب توقيعك.',
      button: 'نعم، احتساب توقيعي',
      done: 'شكرًا لك. تم تأكيد توقيعك.',
      doneText: 'يتغير العدد في الصفحة خلال ثوانٍ. تكبر العريضة حين تنتقل من شخص إلى آخر.',
    },
    withdraw: {
      title: 'سحب توقيعك؟',
      text: 'سيُحذف توقيعك وجميع البيانات المرتبطة به. وإذا كان محتسبًا فسينقص العدد واحدًا. يمكنك التوقيع مجددًا لاحقًا.',
      button: 'سحب توقيعي',
      done: 'سُحب توقيعك.',
      doneText: 'سيُحذف خلال ثوانٍ، ولن يعلم أحد أنه كان توقيعك.',
    },
    notShown: 'لن يظهر اسمك.',
    shownAs: (name) => `الاسم الذي سيظهر في الصفحة: ${name}`,
    notYours: 'هذا الكلام ليس لك؟ لا داعي للتأكيد. بتوقيعك أنت تحل كلماتك محله.',
  },

  embed: {
    title: 'العدّاد على موقعك',
    lead: 'يكفي اختيار شكله ونسخ سطر واحد ولصقه في صفحتك. لا يستخدم ملفات تعريف الارتباط، ولا يتتبّع أحدًا، ولا يحمّل شيئًا من أي مكان آخر.',
    setUp: 'الإعداد',
    theme: 'الألوان',
    themes: { auto: 'ألوان الصفحة المحيطة به', light: 'فاتحة', dark: 'داكنة' },
    size: 'الحجم',
    sizes: { small: 'صغير', medium: 'متوسط', large: 'كبير' },
    language: 'اللغة',
    asMyPage: 'لغة الصفحة المحيطة به',
    goal: 'الهدف المعروض',
    goals: { next: 'الهدف التالي', none: 'بلا هدف' },
    signLink: 'إظهار زر التوقيع',
    partner: 'رمز الشريك',
    partnerHint: 'أحرف لاتينية وأرقام وشرطات. تُنسب إليه التوقيعات القادمة من موقعك.',
    apply: 'عرض',
    copy: 'نسخ',
    copied: 'تم النسخ',
    code: (form) => `الشيفرة: ${form}`,
    element: 'العنصر',
    elementText: 'حيّ، وجزء من صفحتك. أفضل خيار حيث يمكن لصق برنامج نصي.',
    pinned: 'العنصر بإصدار ثابت',
    pinnedText: 'العنصر نفسه بإصدار لا يتغير أبدًا: يتحقق المتصفح من بصمته قبل تشغيله.',
    frame: 'الإطار',
    frameText:
      'حيّ، في إطار مستقل. الوسم الثاني برنامج نصي يضبط الارتفاع، ويمكن حذفه حيث لا تُقبل البرامج النصية الخارجية.',
    frameTitle: (title) => `التوقيعات: ${isolated(title)}`,
    oembed: 'العنوان وحده',
    oembedText: 'يحوّل WordPress، وكل ما يدعم oEmbed، عنوان العريضة إلى عدّاد من تلقاء نفسه.',
    badge: 'الشارة',
    badgeText: 'صورة فيها العدد. لملفات README والمنتديات والنشرات البريدية.',
    link: 'الرابط',
    linkText: 'شيفرة HTML بسيطة بلا برامج نصية ولا صور. العدد فيها هو ما كان لحظة طلبه من خادمك.',
    image: 'الصورة',
    imageText: 'ما تعرضه شبكات التواصل الاجتماعي من العريضة، مع عدد اليوم.',
    data: 'العدد نفسه',
    dataText: 'بصيغة JSON، لأي تطوير خاص بك.',
  },

  feed: {
    title: (title) => `المستجدات: ${isolated(title)}`,
    milestoneText: (n) => `تجاوزت العريضة عتبة ${counted(n, SIGNATURES_OF)}.`,
  },

  counter: {
    signed: SIGNATURES,
    goal: 'الهدف التالي: {n}',
    lately: 'التوقيعات خلال آخر 24 ساعة: {n}',
    sign: 'التوقيع الآن',
    closed: 'العريضة مغلقة',
    victory: 'انتصار',
  },

  fieldErrors: {
    required: 'يُرجى ملء هذا الحقل.',
    'not-text': 'يجب أن يكون هذا نصًا.',
    'not-a-choice': 'يُرجى اختيار إحدى القيم المعروضة.',
    'not-a-number': 'يجب أن يكون هذا عددًا صحيحًا ضمن النطاق المسموح به.',
    'not-a-list': 'يجب أن تكون هذه قائمة.',
    'too-long': 'النص أطول من اللازم. يُرجى اختصاره.',
    'hidden-characters': 'في النص أحرف مخفية أو أحرف تحكم. يُرجى كتابته من جديد بدل لصقه.',
    'link-in-name': 'لا يمكن أن يحتوي الاسم على عنوان موقع.',
    'no-letters': 'لا بد أن يكون في الاسم حرف واحد على الأقل.',
    'not-an-email': 'تعذّرت علينا قراءة عنوان البريد هذا. يُرجى التحقق من عدم وجود خطأ في كتابته.',
    'not-a-country': 'هذا ليس رمز بلد بحسب ISO 3166-1، مثل UZ أو DE.',
    'not-a-slug': 'يُسمح فقط بالأحرف اللاتينية الصغيرة من a إلى z والأرقام والشرطات.',
    'not-a-partner-code': `يُسمح فقط بالأحرف اللاتينية والأرقام والشرطات والشرطات السفلية، بحد أقصى ${number(PARTNER_CODE_MAX_CHARS)} حرفًا، ويبدأ بحرف أو رقم.`,
    'not-a-url': 'يجب أن يكون هذا عنوان https عامًا.',
    'not-a-time': `يجب أن يكون هذا وقتًا بتوقيت UTC مثل ${isolated('2026-12-31T23:59:00Z')}.`,
    'not-a-language': 'يجب أن يكون هذا رمز لغة مثل en أو ru أو sr-Latn.',
    'in-the-past': 'هذا الوقت مضى. يُرجى اختيار وقت لم يأتِ بعد.',
    'not-a-cursor': 'هذا ليس cursor لهذه القائمة. يُرجى استخدام cursor من الإجابة السابقة أو حذفه.',
    'not-a-key': 'هذا ليس مفتاح X25519 عامًا بصيغة base64url. لإنشاء زوج مفاتيح: npm run keygen',
    'no-key':
      'قبل فتح باب التوقيع تحتاج العريضة إلى مفتاح عام، كي لا تستطيع قراءة بيانات الموقّعين إلا الحملة. لإنشاء زوج مفاتيح: npm run keygen',
    'unknown-field': 'فيه حقل غير معروف هنا. يُرجى التحقق من عدم وجود خطأ في كتابته.',
  },

  fieldErrorsByPath: {
    'name/required': 'يُرجى إدخال اسمك.',
    'email/required': 'يُرجى إدخال عنوان بريدك الإلكتروني.',
    'country/not-a-country': 'يُرجى اختيار بلد من القائمة.',
    'showName/not-a-choice': 'يُرجى اختيار طريقة إظهار اسمك.',
    'name/too-long': `الحد الأقصى لطول الاسم ${counted(NAME_MAX_CHARS, { few: '{n} أحرف', many: '{n} حرفًا', other: '{n} حرف' })}.`,
    'comment/too-long': `الحد الأقصى لطول السبب ${counted(COMMENT_MAX_CHARS, { few: '{n} أحرف', many: '{n} حرفًا', other: '{n} حرف' })}.`,
  },

  problem: {
    title: {
      malformed: 'تعذّرت قراءة الطلب',
      unauthorized: 'يلزم إثبات الهوية',
      'bot-check-failed': 'لم يجتز الطلب فحص الروبوتات',
      'petition-not-found': 'لا توجد عريضة كهذه',
      'not-found': 'لا يوجد شيء هنا',
      'link-broken': 'هذا الرابط ناقص',
      'link-expired': 'انتهت صلاحية هذا الرابط',
      'method-not-allowed': 'هذا العنوان لا يقبل هذه الطريقة',
      'petition-closed': 'هذه العريضة مغلقة',
      conflict: 'هذا غير ممكن في الحالة الراهنة',
      'too-large': 'الطلب كبير جدًا',
      'unsupported-type': 'هذا النوع من المحتوى غير مقبول',
      'invalid-signature': 'التوقيع غير مكتمل',
      'invalid-petition': 'العريضة غير مكتملة',
      'invalid-webhook': 'لا يمكن استخدام هذا الـ webhook',
      'invalid-query': 'العنوان يطلب شيئًا غير ممكن',
      'invalid-condition': 'ليس واضحًا أي التوقيعات هي المقصودة',
      'invalid-update': 'المستجد غير مكتمل',
      'invalid-image': 'لا يمكن استخدام هذه الصورة',
      'unsupported-format': 'هذه الصيغة غير متاحة هنا',
      'too-many-requests': 'طلبات كثيرة جدًا من شبكتك',
      unavailable: 'لا يمكننا الاستلام الآن',
    },
    malformed: {
      'not-utf-8': 'نص الطلب ليس بترميز UTF-8. يُرجى إرساله بهذا الترميز.',
      'not-json': 'نص الطلب ليس بصيغة JSON. يُرجى إرسال كائن JSON واحد.',
      'not-an-object': 'يجب أن يكون نص الطلب كائن JSON واحدًا.',
      'too-deep': 'تداخل المستويات في JSON أعمق من اللازم. كل حقل قيمة بسيطة.',
      'too-slow': 'لم يصل نص الطلب في الوقت المحدد. لم يُستلم شيء؛ يُرجى إرساله من جديد.',
      'cut-off': 'انقطع نص الطلب. لم يُستلم شيء؛ يُرجى إرساله من جديد.',
    },
    botCheck: {
      missing: 'إثبات العمل مفقود. يُرجى طلب تحدٍّ وحلّه وإرسال الحل في «proof».',
      wrong: 'هذا الإثبات لا يخص هذه العريضة. يُرجى إعادة تحميل الصفحة والتوقيع من جديد.',
      expired: 'ظلت الصفحة مفتوحة حتى انتهت صلاحية فحصها. يُرجى التوقيع من جديد: سيجري فحص آخر تلقائيًا.',
      used: 'استُخدم هذا الإثبات لتوقيع آخر. يُرجى إعادة تحميل الصفحة والتوقيع من جديد.',
    },
    conflict: {
      'slug-taken': 'هذا العنوان لعريضة أخرى. يُرجى اختيار غيره.',
      'not-open': 'العريضة ليست مفتوحة.',
      'not-closed': 'العريضة ليست مغلقة.',
      'no-key': `ليس للعريضة مفتاح عام، فلا أحد يستطيع قراءة بيانات الموقّعين. يلزمها مفتاح أولًا: ${isolated('PATCH {"publicKeys": ["…"]}')}.`,
      'too-many-webhooks': 'بلغ عدد الـ webhooks في هذه العريضة حدّه الأقصى. يجب حذف أحدها أولًا.',
      'too-many-updates': 'بلغ عدد المستجدات في هذه العريضة حدّه الأقصى. يجب حذف أحدها أولًا.',
      'delivery-pending': 'ما زال هذا التسليم جاريًا. يمكن تكراره بعد انتهائه.',
      'group-changed': 'لم يعد عدد التوقيعات المطابقة كما كان متوقعًا. لم يُنفَّذ شيء: يُرجى المراجعة ثم اتخاذ القرار.',
    },
    image: {
      'not-an-image': 'يُرجى إرسال بايتات صورة واحدة كاملة بصيغة JPEG أو PNG أو WebP.',
      'too-many-pixels': `الحد الأقصى لكل من العرض والارتفاع ${number(IMAGE_SIDE_MAX_PIXELS)} بكسل. يُرجى تصغير الصورة.`,
    },
    unauthorized: `يُرجى إرسال رمز هذه العريضة، أو رمز المشغّل، بالشكل «${isolated('Authorization: Bearer …')}».`,
    petitionNotFound: 'يُرجى التحقق من العنوان. ربما تغيّر اسم العريضة أو لم تُنشر قط.',
    notFound: 'يُرجى التحقق من العنوان.',
    linkBroken: 'يُرجى نسخ الرابط كاملًا من الرسالة إلى شريط العنوان. لم يتغير شيء.',
    linkExpired: 'يُرجى التوقيع مرة أخرى: ستصلك رسالة جديدة فيها رابط جديد. لم يتغير شيء.',
    methodNotAllowed: (allow) => `يُرجى استخدام ${isolated(allow)}.`,
    petitionClosed: 'لم تعد تستقبل التوقيعات. لم يُحفظ توقيعك.',
    tooLarge: (maxBytes) => `الحد الأقصى لحجم هذا الطلب ${number(maxBytes)} بايت.`,
    unsupportedType: 'يُرجى إرسال application/json، أو إرسال application/x-www-form-urlencoded من نموذج.',
    unsupportedFormat: 'الصيغ المتاحة: format=json أو format=xml.',
    invalid: 'يُرجى تصحيح الحقول المذكورة في «errors» والإرسال من جديد. لم يُحفظ شيء.',
    tooManyRequests: (seconds) =>
      `أرسلت شبكتك طلبات كثيرة في وقت قصير. يُرجى الإرسال من جديد بعد ${counted(seconds, SECONDS_OF)}؛ لن يضيع شيء.`,
    unavailable: (seconds) =>
      `لم يُحفظ شيء، فلم يضع شيء. يُرجى إرسال الطلب نفسه من جديد بعد ${counted(seconds, SECONDS_OF)}.`,
    home: 'إلى العرائض',
  },
}
