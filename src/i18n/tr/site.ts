/** Turkish. Petition: «imza kampanyası»; campaign team: «kampanya ekibi». A noun after a number stays singular. */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'

const { number, plural, date } = formatter('tr')

const SIGNATURES: PluralForms = { one: 'imza', other: 'imza' }

export const tr: Catalogue = {
  name: 'Türkçe',
  direction: 'ltr',
  languages: 'Dil',
  skip: 'Ana içeriğe geç',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'İmzalar',

  home: {
    title: 'İmza kampanyaları',
    lead: 'Her imza bir kez sayılır. İletişim bilgileriniz şifrelenir; bunları yalnızca kampanya ekibi okuyabilir.',
    to: (addressee) => `Muhatap: ${addressee}`,
    openNow: 'İmzaya açık kampanyalar',
    none: 'Şu anda imzaya açık bir kampanya yok.',
  },

  listing: {
    search: 'Kampanya ara',
    submit: 'Ara',
    found: (query) => `Arama sonuçları: “${query}”`,
    notFound: (query) => `“${query}” için kampanya bulunamadı.`,
    notFoundText: 'Yazımı kontrol edin veya daha az sözcük kullanın. Yalnızca başlıklarda arama yapılır.',
    notFoundYet: 'Şimdilik sonuç yok. Daha eski kampanyalarda da arayabilirsiniz.',
    searchMore: 'Daha eski kampanyalarda ara',
    victories: 'Başarıya ulaşanlar',
    closed: 'Sona eren kampanyalar',
    allVictories: 'Başarıya ulaşan tüm kampanyalar',
    allClosed: 'Sona eren tüm kampanyalar',
    more: 'Daha fazla kampanya',
    newest: 'En yeni kampanyalara dön',
  },

  petition: {
    to: 'Muhatap',
    startedBy: 'Kampanyayı başlatan',
    writtenIn: (language) => `Kampanya metninin dili: ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `Son 24 saatte +${number(n)} imza`,
    gathered: (n) => `Bu kampanya ${number(n)} kişinin imzasını topladı.`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} bugün desteğinizi bekliyor.`
        : `${starter} ve imza atan ${number(others)} kişi daha bugün desteğinizi bekliyor.`,
    nextGoal: (n) => `Sonraki hedef: ${number(n)}`,
    closed: 'Kampanya sona erdi',
    closedText: 'Artık imza alınmıyor. Kampanyayı imzalayan herkese teşekkür ederiz.',
    victory: 'Başarıya ulaştı',
    victoryText: 'Kampanya ekibi, taleplerinin karşılandığını duyurdu. Kampanyayı imzalayan herkese teşekkür ederiz.',
    endedOn: (day) => `Kampanya ${day} tarihinde sona erdi.`,
    outcome: 'Sonuç',
    recent: 'Son imzalayanlar',
    toForm: 'Kampanyayı imzala',
    updates: 'Gelişmeler',
    allUpdates: 'Tüm gelişmeler',
    olderUpdates: 'Daha eski gelişmeler',
    feed: 'RSS ile takip et',
    embed: 'Sayacı sitenize ekleyin',
    toPetition: 'Kampanyaya git',
    opened: 'Yayın tarihi',
    signUntil: 'Son imza tarihi',
    lastDay: 'İmza için son gün',
    daysLeft: (n) => `Son ${number(n)} gün`,
    organisationCounts: (organisation, signers) =>
      `${organisation} ve imza atan ${number(signers)} kişi bugün desteğinizi bekliyor.`,
  },

  share: {
    title: 'Kampanyayı paylaşın',
    text: 'İmzalamak isteyecek birini tanıyor musunuz? Bu kampanyayı ona gönderin.',
    device: 'Paylaş…',
    by: (name) => `${name} ile paylaş`,
    email: 'E-posta',
    copyLink: 'Bağlantıyı kopyala',
    copied: 'Bağlantı kopyalandı',
    qr: 'QR kodu',
    qrText: 'Okutulduğunda bu kampanyanın sayfası açılır. Afiş ve el ilanlarında kullanın.',
  },

  print: {
    title: 'İmza föyü',
    link: 'Yazdırılabilir imza föyü',
    how: 'Bu sayfayı tarayıcınızın menüsünden A4 veya Letter kâğıda yazdırın.',
    declaration: 'İmzamla bu kampanyayı destekliyorum.',
    fullText: 'Metnin tamamı kampanya sayfasındadır.',
    name: 'Ad ve soyad',
    place: 'Şehir, ülke',
    signature: 'İmza',
    online: 'Bu kampanya internette',
    poster: 'Afiş',
    posterLink: 'Yazdırılabilir afiş',
    scan: 'Telefonunuzla imzalayın: kodu okutun veya adresi yazın.',
    handTo: (starter) =>
      `Föyün teslim edileceği kişi veya kuruluş: ${starter}. Föydeki bilgiler yalnızca bu kampanya için kullanılır.`,
  },

  versions: {
    changedOn: (day) => `Kampanya metni ${day} tarihinde değiştirildi.`,
    kinds: { correction: 'Düzeltme', facts: 'Yeni bilgiler', demand: 'Farklı talep' },
    see: 'Değişiklikleri gör',
    title: 'Neler değişti',
    first: 'İlk sürüm',
    read: 'Bu sürümü oku',
    signedThis: 'Bu sürümün imza sayısı',
    added: 'eklendi',
    removed: 'çıkarıldı',
    unchanged: 'Değişmeyen paragraf sayısı',
    petitionTitle: 'Başlık',
    changedMind:
      'Önceki bir sürümü imzaladınız ve artık katılmıyor musunuz? İmzanızı istediğiniz zaman geri çekebilirsiniz.',
    translation: 'Çeviri',
    translations: 'Çeviriler',
    version: (n) => `Sürüm ${number(n)}`,
    old: 'Bu, metnin önceki bir sürümüdür.',
    originalIn: (language) => `Bu bir çeviridir. Özgün metnin dili: ${language}.`,
    toOriginal: 'Özgün metni oku',
    toTranslation: 'Çeviriyi oku',
    behind: 'Bu çeviriden sonra özgün metin değişti.',
  },

  choices: {
    detected: 'otomatik',
    anonymous: 'Adınız gösterilmez',
    initials: 'Baş harfleriniz gösterilir',
    full: 'Adınız ve soyadınız gösterilir',
    change: 'Değiştir',
  },

  form: {
    title: 'Bu kampanyayı imzalayın',
    name: 'Adınız ve soyadınız',
    email: 'E-posta adresi',
    emailHint: 'Hiçbir yerde gösterilmez. Bize ulaştığı anda şifrelenir; yalnızca kampanya ekibi okuyabilir.',
    emailHintConfirm:
      'Hiçbir yerde gösterilmez. Size onay bağlantısı içeren bir e-posta göndeririz; bundan sonra adresinizi yalnızca kampanya ekibi okuyabilir.',
    updates: 'Kampanya ekibinden bu kampanyadaki gelişmeleri e-postayla almak istiyorum',
    country: 'Ülke',
    countryAuto: 'Otomatik (IP adresime göre)',
    countryGuessed: (country) => `${country} (otomatik)`,
    countryHint: 'İstatistik içindir, kampanya ekibi de görür. Adınızla birlikte gösterilmez.',
    comment: 'Neden imzalıyorsunuz?',
    more: 'Neden imzaladığınızı yazın',
    optional: (label) => `${label} (isteğe bağlı)`,
    commentHint:
      'Kampanya ekibi okuyabilir. Bu sayfada ise yalnızca adınızın veya baş harflerinizin görünmesine izin verirseniz yayımlanır.',
    showName: 'Bu sayfada adınız nasıl görünsün?',
    showNameChecked: 'Adlar, kampanya ekibi baktıktan sonra görünür.',
    showFull: 'Ad ve soyadım',
    showInitials: 'Yalnızca baş harflerim',
    showAnonymous: 'Gösterilmesin',
    submit: 'İmzala',
    trap: 'Bu alanı boş bırakın',
    consent:
      'İmzalayarak kişisel verilerinizin işlenmesini kabul etmiş olursunuz: imzanızı sayar ve bu formdaki bilgileri kampanya ekibine iletiriz. Bu bilgileri başka kimseyle paylaşmayız; yalnızca e-posta adresiniz, e-postalarımızı ileten hizmete de verilir. Yalnızca göstermeyi seçtiğiniz bilgiler herkese açık olur.',
    consentConfirm:
      'İmzalayarak kişisel verilerinizin işlenmesini kabul etmiş olursunuz: imzanızı sayar ve bu formdaki bilgileri kampanya ekibine iletiriz. Bu bilgileri başka kimseyle paylaşmayız; yalnızca e-posta adresiniz, e-postalarımızı ileten hizmete de verilir. Yalnızca göstermeyi seçtiğiniz bilgiler herkese açık olur. Her e-postamızdaki bağlantıyla imzanızı istediğiniz zaman geri çekebilirsiniz.',
    working: 'Robot olmadığınız doğrulanıyor, imzanız gönderiliyor…',
    thanks: 'Teşekkürler! İmzanız alındı.',
    thanksText: 'Birkaç saniye içinde toplam sayıya eklenecek.',
    thanksConfirm: 'Son bir adım: imzanızı e-postanızdan onaylayın',
    thanksConfirmText:
      'Size bağlantı içeren bir e-posta gönderiyoruz. Bağlantıyı açıp düğmeye bastığınızda imzanız sayılacak. E-posta gelmedi mi? Spam (istenmeyen) klasörünüze bakın veya yeniden imzalayın.',
    didYouMean: (address) => `Şunu mu demek istediniz: ${address}?`,
    useSuggestion: 'Bu adresi kullan',
    sentTo: (address) => `E-posta ${address} adresine gönderildi`,
    changeEmail: 'E-posta adresini değiştir',
    sendAgain: 'E-postayı yeniden gönder',
    retrying: (seconds) =>
      `Şu anda gönderilemedi. Sayfayı kapatmayın: ${number(seconds)} saniye sonra yeniden deneyeceğiz.`,
    busy: (minutes) =>
      `İmzanız şu anda alınamadı. Yazdıklarınız kaybolmadı; lütfen ${number(minutes)} dakika sonra yeniden deneyin.`,
    offline: 'İnternet bağlantınız yok gibi görünüyor. Yazdıklarınız kaybolmadı; bağlantı kurulunca yeniden deneyin.',
    fix: 'Lütfen işaretli alanları düzeltin.',
    noScript:
      'Tarayıcınızda JavaScript kapalı. Yine de imzalayabilirsiniz: size bir e-posta göndeririz; içindeki bağlantıyı açıp düğmeye bastığınızda imzanız sayılır.',
  },

  after: {
    signedWith: (others) => (others < 1 ? 'İlk imza sizin.' : `Siz ve ${number(others)} kişi daha imzaladınız.`),
    missing: (n, goal) => `Hedef ${number(goal)} imza: ${number(n)} imza daha gerekiyor.`,
    sendTitle: 'Şimdi kampanyayı bir kişiye gönderin',
    sendText: 'Bu konuyu önemseyen birini düşünün ve ona yazın.',
    messageLabel: 'Yazabileceğiniz metin',
    messageHint: 'Kampanyanın bağlantısı sona eklenir.',
    message: (title) => `“${title}” kampanyasını az önce imzaladım. Sen de imzalar mısın?`,
    copyText: 'Metni ve bağlantıyı kopyala',
    textCopied: 'Metin ve bağlantı kopyalandı',
    changedMind: 'Fikrinizi değiştirirseniz',
    keepLink:
      'Bu bağlantıyı saklayın veya yazdırın: imzanızı e-postaya gerek kalmadan geri çekmenizi sağlar. Aynı e-posta adresiyle daha önce atılmış bir imzayı geri çekmez.',
    keepUnconfirmed:
      'Bu bağlantıyı saklayın veya yazdırın: imza onaylanmadığı sürece az önce girdiğiniz bilgileri siler. Onayladıktan sonra veya daha önce imzaladıysanız e-postalarımızdaki bağlantıyı kullanın.',
    keepConfirmed:
      'Bu bağlantıyı saklayın veya yazdırın: imzanızı geri çekmenizi sağlar. Her e-postamızda da böyle bir bağlantı bulunur.',
  },

  links: {
    confirm: {
      title: 'İmzanızı onaylayın',
      text: 'Düğmeye basın, imzanız sayılsın.',
      button: 'İmzamı onayla',
      done: 'Teşekkürler! İmzanız onaylandı.',
      doneText: 'Sayaç birkaç saniye içinde güncellenir.',
    },
    withdraw: {
      title: 'İmzanızı geri çekmek istiyor musunuz?',
      text: 'İmzanız ve onunla birlikte verdiğiniz bilgiler silinir. İmzanız sayılmışsa toplam sayı bir azalır. Daha sonra yeniden imzalayabilirsiniz.',
      button: 'İmzamı geri çek',
      done: 'İmzanız geri çekildi.',
      doneText: 'Birkaç saniye içinde silinecek. Bu imzanın size ait olduğunu kimseyle paylaşmayız.',
    },
    notShown: 'Adınız gösterilmeyecek.',
    shownAs: (name) => `Sayfada görünecek ad: ${name}`,
    notYours:
      'Bunu siz yazmadıysanız onaylamayın. Kampanyayı kendiniz imzalayın; bu bilgilerin yerini sizinkiler alır.',
  },

  lost: {
    open: 'E-postayı kaybettiniz mi? Bağlantılarınızı yeniden alın',
    title: 'Bağlantılarımı yeniden gönder',
    text: 'İmzalarken kullandığınız e-posta adresini yazın. İmzanızı onaylamanız veya geri çekmeniz için bağlantıları göndereceğiz.',
    same: 'Bu sayfa her e-posta adresi için aynı sonucu gösterir; kimin imzaladığı buradan öğrenilemez.',
    button: 'Bağlantılarımı gönder',
    sent: 'E-postanıza bakın',
    sentText: 'Bu e-posta adresiyle kampanya imzalandıysa bağlantıları içeren e-posta yolda. Birkaç dakika sürebilir.',
    none: 'E-posta gelmedi mi? Spam (istenmeyen) klasörünüze ve adresin yazımına bakın. Bu adresle imzalanmadıysa hiçbir şey göndermeyiz. Bir adrese günde yalnızca birkaç e-posta göndeririz.',
    other: 'Başka bir e-posta adresi dene',
    check: 'Bu formu bir insanın gönderdiğini doğrulayamadık. Birkaç saniye bekleyip düğmeye yeniden basın.',
  },

  trust: {
    about:
      'Undersigned her imzayı bir kez sayar ve iletişim bilgilerini şifreler; bunları yalnızca kampanya ekibi okuyabilir.',
    runBy: (name) => `Siteyi işleten: ${name}`,
    privacy: 'Kişisel veriler',
    terms: 'Kullanım koşulları',
    imprint: 'Künye',
    contact: 'İletişim',
    keep: 'İmzamı koru',

    count: {
      title: 'İmzalar nasıl sayılıyor?',
      asOf: (day, time) => `Son durum: ${day}, ${time} UTC`,
      data: 'Veri olarak imza sayısı (JSON)',
      signed: 'Burada imzalayanlar',
      signedConfirmed: 'Burada imzalayıp e-postayla onaylayanlar',
      claimed: 'Kâğıt üzerinde ve önceki listelerde',
      claimedText:
        'Kâğıt üzerinde veya önceki listelerde kaç kişinin imzaladığını kampanya ekibi bildirir. Bu sayıyı biz doğrulamadık.',
      claimKinds: { paper: 'Kâğıt üzerinde', list: 'Önceki liste', import: 'Önceki listeden aktarılanlar' },
      collectedUntil: (day: string) => `${day} tarihine kadar toplandı`,
      whatCounts: 'Neler sayılır?',
      once: 'Nasıl yazılırsa yazılsın, her e-posta adresinden bir imza.',
      confirmed: 'İmza, e-postayla onaylandığında sayılır.',
      unconfirmed:
        'İmza hemen sayılır. JavaScript kullanmayan bir tarayıcıdan geldiyse e-postayla onaylandığında sayılır.',
      withdrawing: 'Herkes imzasını istediği zaman geri çekebilir. İmza silinir ve sayı bir azalır.',
      taken: 'Sayıma katılmayanlar',
      takenText:
        'Aynı yerden bir anda çok sayıda imza gelirse veya imzalar otomatik gönderilmiş gibi görünürse kampanya ekibi inceleyene kadar bekletilir. Yukarıdaki sayıda bunlar yoktur.',
      heldNow: 'Şu anda incelemede',
      withdrawn: 'İmzalayanların geri çektikleri',
      quarantined: 'İnceleme için bekletilenler',
      released: 'İncelenip sayılanlar',
      removed: 'İncelenip çıkarılanlar',
      byDay: 'Günlere göre',
      day: 'Gün',
      what: 'Ne oldu?',
      removals: 'Veri olarak tüm günler (JSON)',
      who: 'Kimin imzaladığını kim görebilir?',
      whoText:
        'Adlar ve e-posta adresleri, yalnızca kampanya ekibinde bulunan bir anahtarla şifrelenir. Siteyi işletenler bunları okuyamaz; yalnızca kaç kişinin, ne zaman ve hangi ülkelerden imzaladığını görür. Bir ad ancak imzalayan göstermeyi seçtiyse herkese açık olur.',
    },

    report: {
      title: 'Bu kampanyayı bildir',
      text: 'Bu kampanyada neyin yanlış olduğunu bize yazın. Bildiriminiz yalnızca siteyi işletenlere ulaşır, kampanya ekibine iletilmez.',
      /** The link beside what a signer or an update says, and above the form what it is about. */
      link: 'Bildir',
      aboutSigner: 'Bu adı ve nedeni bildiriyorsunuz:',
      aboutUpdate: 'Bu gelişmeyi bildiriyorsunuz:',
      aboutText:
        'Sorunun ne olduğunu bize yazın. Kampanya ekibi bunun bildirildiğini ve hangi nedenle bildirildiğini görür, yazdıklarınızı ve e-posta adresinizi görmez.',
      ground: 'Sorun nedir?',
      grounds: {
        illegal: 'Yasalara aykırı',
        hateful: 'İnsanlara hakaret ediyor veya onları tehdit ediyor',
        false: 'Gerçek dışı veya yanıltıcı',
        'personal-data': 'Birinin kişisel verilerini açıklıyor',
        spam: 'Spam veya dolandırıcılık',
        other: 'Başka bir sorun',
      },
      details: 'Sorun tam olarak ne ve neden?',
      detailsHint: 'Kastettiğiniz sözleri aynen yazın. Yasaya aykırıysa ve biliyorsanız hangi yasa olduğunu belirtin.',
      emailHint: 'Kararımızı size bildirebilmemiz için. Hemen şifrelenir ve bundan sonra silinir.',
      faith: 'Göndererek, yazdıklarınızın bildiğiniz kadarıyla doğru olduğunu onaylarsınız.',
      send: 'Bildirimi gönder',
      again: 'Bildiriminizi gözden geçirip bir kez daha gönderin.',
      done: 'Bildiriminiz için teşekkürler',
      doneText: 'İnceleyip karar vereceğiz. E-posta adresinizi verdiyseniz kararımızı size bildireceğiz.',
      elsewhere: 'Bu kampanyayı, siteyi işletenlerin şu sayfasından bildirebilirsiniz:',
    },
  },

  embed: {
    title: 'Sayacı sitenize ekleyin',
    lead: 'Görünümü seçin, tek satırlık kodu kopyalayıp sayfanıza yapıştırın. Sayaç çerez kullanmaz, kimseyi izlemez ve başka bir yerden içerik yüklemez.',
    setUp: 'Ayarlar',
    theme: 'Renk teması',
    themes: { auto: 'Siteyle aynı', light: 'Açık', dark: 'Koyu' },
    size: 'Boyut',
    sizes: { small: 'Küçük', medium: 'Orta', large: 'Büyük' },
    language: 'Dil',
    asMyPage: 'Siteyle aynı',
    goal: 'Gösterilecek hedef',
    goals: { next: 'Sonraki hedef', none: 'Gösterme' },
    signLink: '“İmzala” düğmesini göster',
    partner: 'Sitenizin kodu',
    partnerHint:
      'İngiliz alfabesindeki harfler, rakamlar, kısa çizgi ve alt çizgi. Sitenizden gelen imzalar bu kodla sayılır.',
    apply: 'Uygula',
    copy: 'Kopyala',
    copied: 'Kopyalandı',
    code: (form) => `Yerleştirme kodu: ${form}`,
    element: 'HTML öğesi',
    elementText:
      'Anlık güncellenir ve sayfanızın bir parçası olur. Sitenize betik ekleyebiliyorsanız en iyi seçenek budur.',
    pinned: 'Sabit sürümlü HTML öğesi',
    pinnedText: 'Aynı öğenin hiç değişmeyen sürümü: tarayıcı, çalıştırmadan önce özet değerini (SRI) doğrular.',
    frame: 'Çerçeve (iframe)',
    frameText:
      'Ayrı bir çerçevede anlık güncellenir. İkinci etiket, yüksekliği ayarlayan bir betiktir; üçüncü taraf betiklerine izin verilmiyorsa onu kaldırın.',
    frameTitle: (title) => `İmza sayısı: ${title}`,
    signForm: 'İmza formu',
    signFormText:
      'İnsanlar sitenizden ayrılmadan imzalar. Ayrı bir çerçevede, çerez kullanmadan ve okuyanın dilinde. Betik yüksekliği ayarlar.',
    signFormTitle: (title) => `İmzala: ${title}`,
    oembed: 'Yalnızca bağlantı (oEmbed)',
    oembedText:
      'Kampanyanın adresini yapıştırın: WordPress ve oEmbed destekleyen diğer sistemler onu otomatik olarak sayaca dönüştürür.',
    badge: 'Rozet',
    badgeText: 'İmza sayısını gösteren görsel: README dosyaları, forumlar ve bültenler için.',
    link: 'Metin bağlantısı',
    linkText: 'Betik ve görsel içermeyen düz HTML. Sayı, sunucunuzun bağlantıyı istediği andaki imza sayısıdır.',
    image: 'Paylaşım görseli',
    imageText: 'Kampanya sosyal ağlarda paylaşıldığında görünen görsel; yakın zamandaki imza sayısını gösterir.',
    data: 'Veri (JSON)',
    dataText: 'Kendi projeleriniz için JSON.',
  },

  feed: {
    title: (title) => `Gelişmeler: ${title}`,
    milestoneText: (n) => `Kampanya ${number(n)} imzaya ulaştı.`,
  },

  counter: {
    signed: SIGNATURES,
    first: 'İlk imzayı siz atın',
    goal: 'Sonraki hedef: {n}',
    lately: 'Son 24 saatte +{n} imza',
    sign: 'İmzala',
    closed: 'Kampanya sona erdi',
    victory: 'Başarıya ulaştı',
  },

  fieldErrors: {
    required: 'Lütfen bu alanı doldurun.',
    'not-text': 'Buraya metin yazılmalı.',
    'not-a-choice': 'Lütfen sunulan seçeneklerden birini seçin.',
    'not-a-number': 'İzin verilen aralıkta bir tam sayı girin.',
    'not-a-list': 'Burada bir liste olmalı.',
    'too-long': 'Çok uzun. Lütfen kısaltın.',
    'hidden-characters':
      'Metinde görünmeyen karakterler veya denetim karakterleri var. Lütfen yapıştırmak yerine elle yazın.',
    'link-in-name': 'Ad, web adresi içeremez.',
    'no-letters': 'Ad en az bir harf veya rakam içermeli.',
    'not-an-email': 'E-posta adresini doğru biçimde girin. Örnek: name@example.org.',
    'not-a-country': 'İki harfli bir ISO 3166-1 ülke kodu girin. Örnek: UZ veya DE.',
    'not-a-slug': 'Yalnızca küçük İngilizce harfler (a–z), rakamlar ve kısa çizgi kullanın.',
    'not-a-partner-code': `Yalnızca İngiliz alfabesindeki harfler (a–z), rakamlar, kısa çizgi ve alt çizgi kullanın; en fazla ${number(PARTNER_CODE_MAX_CHARS)} karakter, ilki harf veya rakam olmalı.`,
    'not-a-url': 'Herkese açık bir https:// adresi girin.',
    'too-many-marks': 'Bir harfin üzerinde çok fazla işaret var. Lütfen süslemeden yazın.',
    'email-in-name': 'Buraya e-posta adresinizi değil, adınızı yazın.',
    'not-a-time': '2026-12-31T23:59:00Z veya 2026-12-31T23:59:00+01:00 gibi, UTC farkını içeren bir zaman gerekli.',
    'not-a-time-zone': 'Europe/Berlin veya Asia/Tashkent gibi bir saat dilimi adı gerekli.',
    'not-a-language': 'en, ru veya sr-Latn gibi bir dil kodu gerekli.',
    'in-the-past': 'Bu zaman geçmişte kaldı. Gelecekte bir zaman seçin.',
    'before-opening': 'Bu zaman, kampanyanın imzaya açılmasından sonra olmalıdır.',
    'not-a-cursor': 'Bu cursor değeri geçersiz. Önceki yanıttaki cursor değerini kullanın veya hiç göndermeyin.',
    'not-a-key': 'Bu, base64url biçiminde bir X25519 açık anahtarı değil. Bir anahtar çifti oluşturun: npm run keygen',
    'no-key':
      'Kampanyayı imzaya açmadan önce bir açık anahtar ekleyin; böylece imzalayanların iletişim bilgilerini yalnızca kampanya ekibi okuyabilir. Bir anahtar çifti oluşturun: npm run keygen',
    'unknown-field': 'Bilinmeyen alan. Adında yazım hatası olup olmadığına bakın.',
    'cannot-change': 'Bu, burada değiştirilemez.',
    'no-such-version': 'Bu numarada bir sürüm yok. Sayfayı yenileyip tekrar deneyin.',
  },

  fieldErrorsByPath: {
    'name/required': 'Adınızı ve soyadınızı girin.',
    'email/required': 'E-posta adresinizi girin.',
    'country/not-a-country': 'Listeden bir ülke seçin.',
    'showName/not-a-choice': 'Adınızın nasıl görüneceğini seçin.',
    'name/too-long': `Adınız en fazla ${number(NAME_MAX_CHARS)} karakter olabilir.`,
    'comment/too-long': `Metniniz en fazla ${number(COMMENT_MAX_CHARS)} karakter olabilir.`,
  },

  problem: {
    title: {
      malformed: 'İstek işlenemedi',
      unauthorized: 'Belirteç (token) eksik veya geçersiz',
      'scope-missing': 'Bu belirteç buna yetkili değil',
      'bot-check-failed': 'Robot doğrulaması başarısız oldu',
      'petition-not-found': 'Kampanya bulunamadı',
      'taken-down': 'Bu kampanya yayından kaldırıldı',
      deleted: 'Bu kampanya silindi',
      'not-found': 'Sayfa bulunamadı',
      'link-broken': 'Bağlantı eksik',
      'link-expired': 'Bağlantının süresi doldu',
      'method-not-allowed': 'Bu yöntem desteklenmiyor',
      'signature-gone': 'Bu imza artık yok',
      'petition-closed': 'Bu kampanya sona erdi',
      conflict: 'Şu anki durumda bu yapılamaz',
      'changed-meanwhile': 'Kampanya bu arada değiştirildi',
      'too-large': 'İstek çok büyük',
      'unsupported-type': 'Bu içerik türü desteklenmiyor',
      'invalid-signature': 'İmza bilgilerini kontrol edin',
      'invalid-petition': 'Kampanya bilgilerini kontrol edin',
      'invalid-webhook': 'Bu webhook kullanılamaz',
      'invalid-query': 'Sorgu parametreleri geçersiz',
      'invalid-condition': 'Koşul geçersiz',
      'invalid-update': 'Gelişme metnini kontrol edin',
      'invalid-image': 'Bu görsel kullanılamaz',
      'unsupported-format': 'Bu biçim desteklenmiyor',
      'too-many-requests': 'Ağınızdan çok fazla istek geldi',
      unavailable: 'Hizmet geçici olarak kullanılamıyor',
    },
    malformed: {
      'not-utf-8': 'İstek gövdesi geçerli UTF-8 değil. UTF-8 olarak kodlayıp yeniden gönderin.',
      'not-json': 'İstek gövdesi geçerli JSON değil. Tek bir JSON nesnesi gönderin.',
      'not-an-object': 'İstek gövdesi tek bir JSON nesnesi olmalı.',
      'too-deep': 'JSON çok fazla iç içe.',
      'too-slow': 'İstek gövdesi zamanında ulaşmadı. Hiçbir şey kaydedilmedi; isteği yeniden gönderin.',
      'cut-off': 'İstek yarıda kesildi. Hiçbir şey kaydedilmedi; isteği yeniden gönderin.',
    },
    botCheck: {
      missing: 'Doğrulama çözümü eksik. Bir doğrulama sorusu alın, çözün ve çözümü “proof” alanında gönderin.',
      wrong: 'Doğrulama başka bir kampanyaya ait. Sayfayı yenileyip yeniden imzalayın.',
      expired:
        'Sayfa çok uzun süre açık kaldığı için doğrulamanın süresi doldu. “İmzala” düğmesine yeniden basın; yeni doğrulama otomatik yapılır.',
      used: 'Bu doğrulama daha önce kullanıldı. Sayfayı yenileyip yeniden imzalayın.',
    },
    conflict: {
      'slug-taken': 'Bu adres başka bir kampanya tarafından kullanılıyor. Başka bir adres seçin.',
      'not-open': 'Kampanya imzaya açık değil.',
      'not-closed': 'Kampanya sona ermedi.',
      'too-late': 'Kampanya sona ereli 30 günden fazla oldu. Artık yeniden açılamaz.',
      'slug-changed-often': 'Adres 30 gün içinde üç kez değiştirildi. Yeniden değiştirmeden önce bekleyin.',
      'no-key':
        'Kampanyanın açık anahtarı yok; bu yüzden imzalayanların iletişim bilgilerini kimse okuyamaz. Önce bir anahtar ekleyin: PATCH {"publicKeys": ["…"]}.',
      'needs-approval':
        'Bu sitede kampanyalar, site yöneticisi onayladıktan sonra açılır. Kampanyayı konsolda onaya gönderin.',
      'too-many-webhooks': 'Bu kampanya izin verilen en fazla webhook sayısına ulaştı. Önce birini silin.',
      'too-many-rotations':
        'Gizli anahtar son 24 saatte çok sık değiştirildi. Öncekiler hâlâ kullanılıyor olabilir. Daha sonra yeniden deneyin.',
      'too-many-updates': 'Bu kampanya izin verilen en fazla gelişme sayısına ulaştı. Önce birini silin.',
      'delivery-pending': 'Bu teslimat hâlâ sürüyor. Bittiğinde yeniden denenebilir.',
      'group-changed':
        'Koşula uyan imza sayısı değişti ve beklediğiniz sayıdan farklı. Hiçbir şey yapılmadı: yeniden kontrol edip karar verin.',
      'decision-under-way':
        'Şu anda başka bir karar uygulanıyor. Hiçbir şey yapılmadı: birkaç dakika sonra, bitince yeniden deneyin.',
      'not-published': 'Kampanya henüz taslak. Önce yayımlayın.',
      'too-many-versions': 'Metin izin verilen en fazla sürüm sayısına ulaştı.',
    },
    image: {
      'not-an-image': 'Bozuk olmayan tek bir görsel dosyası gönderin: JPEG, PNG veya WebP.',
      'too-many-pixels': `Her kenar en fazla ${number(IMAGE_SIDE_MAX_PIXELS)} piksel olabilir. Görseli küçültün.`,
    },
    unauthorized: 'Bu kampanyanın veya site yöneticisinin belirtecini (token) gönderin: “Authorization: Bearer …”.',
    petitionNotFound: 'Adresi kontrol edin. Kampanyanın adresi değişmiş veya kampanya henüz yayımlanmamış olabilir.',
    notFound: 'Adresi kontrol edin veya tüm kampanyalara bakın.',
    linkBroken:
      'E-postadaki bağlantının tamamını kopyalayıp tarayıcınızın adres çubuğuna yapıştırın. Hiçbir şey değişmedi.',
    linkExpired: 'Kampanyayı yeniden imzalayın: size e-postayla yeni bir bağlantı göndereceğiz. Hiçbir şey değişmedi.',
    signatureGone: 'Geri çekilmiş ya da silinmiş; onaylanacak bir şey yok. Yeniden imzalayabilirsiniz.',
    scopeMissing: (scope) =>
      `Bunun için “${scope}” veya “all” yetkisi gerekir. Kampanya ekibi bu yetkiyle bir belirteç oluşturabilir.`,
    deleted: (day, n) =>
      `Kampanyayı başlatanlar onu ${day} tarihinde sildi. O sırada ${number(n)} ${plural(n, SIGNATURES)} vardı.`,
    takenDown: (ground, reason) =>
      `Siteyi işletenler kampanyayı yayından kaldırdı: okunamaz ve imzalanamaz. ${ground}. Açıklamaları: ${reason}`,
    takenDownGround: {
      illegal: 'Burada geçerli yasalara aykırı',
      danger: 'İnsanları tehlikeye atıyor',
      rules: 'Bu sitenin kurallarına aykırı',
      order: 'Bir mahkeme veya resmî makam bunu istedi',
    },
    methodNotAllowed: (allow) => `Şunu kullanın: ${allow}.`,
    changedMeanwhile:
      'Siz okuduktan sonra kampanya değiştirildi. Hiçbir şey kaydedilmedi. Şimdiki metin “current” içinde.',
    petitionClosed: 'Artık imza alınmıyor. İmzanız kaydedilmedi.',
    tooLarge: (maxBytes) => `İstek boyutu en fazla ${number(maxBytes)} bayt olabilir.`,
    unsupportedType: 'application/json gönderin. HTML formları application/x-www-form-urlencoded gönderebilir.',
    unsupportedFormat: 'format=json veya format=xml kullanın.',
    invalid: '“errors” içinde adı geçen alanları düzeltip yeniden gönderin. Hiçbir şey kaydedilmedi.',
    tooManyRequests: (seconds) =>
      `Ağınızdan çok fazla istek geldi. ${number(seconds)} saniye bekleyip yeniden deneyin; hiçbir şey kaybolmadı.`,
    unavailable: (seconds) => `Hiçbir şey kaydedilmedi. Lütfen ${number(seconds)} saniye sonra yeniden deneyin.`,
    home: 'Tüm kampanyalar',
  },
}
