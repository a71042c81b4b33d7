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
  skip: 'İçeriğe geç',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'İmzalar',

  home: {
    title: 'İmza kampanyaları',
    lead: 'Her imza bir kez sayılır; kimin attığını yalnızca kampanya ekibi okuyabilir.',
    to: (addressee) => `Muhatap: ${addressee}`,
    openNow: 'Şu anda açık',
    none: 'Şu anda açık bir imza kampanyası yok.',
  },

  petition: {
    to: 'Muhatap',
    startedBy: 'Başlatan',
    writtenIn: (language) => `Kampanya metninin dili: ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `Son 24 saatte +${number(n)} imza`,
    gathered: (n) => `Bu kampanya ${number(n)} imza topladı`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} bugün sizin desteğinizi bekliyor.`
        : `${starter} ve imza atan ${number(others)} kişi bugün sizin desteğinizi bekliyor.`,
    nextGoal: (n) => `Sonraki hedef: ${number(n)}`,
    closed: 'Kampanya sona erdi',
    closedText: 'Artık imza alınmıyor. İmzalayan herkese teşekkürler.',
    victory: 'Zafer',
    victoryText: 'Kampanya ekibi, talebinin karşılandığını duyurdu.',
    endedOn: (day) => `Kampanya ${day} tarihinde sona erdi.`,
    outcome: 'Sonucu ne oldu',
    recent: 'Son imzalayanlar',
    toForm: 'Kampanyayı imzala',
    updates: 'Gelişmeler',
    allUpdates: 'Tüm gelişmeler',
    olderUpdates: 'Daha eski gelişmeler',
    feed: 'Akışla takip et',
    embed: 'Sayacı sitenize ekleyin',
    toPetition: 'Kampanyaya git',
  },

  share: {
    title: 'Paylaşın',
    text: 'Bir kampanya elden ele büyür. Bir kişiye de siz gönderin.',
    device: 'Paylaş…',
    by: (name) => `Paylaş: ${name}`,
    email: 'E-posta',
    copyLink: 'Bağlantıyı kopyala',
    copied: 'Bağlantı kopyalandı',
    qr: 'QR kodu',
    qrText: 'Afişler ve el ilanları için: bu kampanyaya götürür.',
  },

  form: {
    title: 'Bu kampanyayı imzalayın',
    name: 'Adınız ve soyadınız',
    email: 'E-posta adresi',
    emailHint: 'Hiçbir yerde gösterilmez. Bize ulaştığı anda şifrelenir; yalnızca kampanya ekibi okuyabilir.',
    emailHintConfirm:
      'Hiçbir yerde gösterilmez. Size tek bir onay e-postası göndeririz; bundan sonra adresinizi yalnızca kampanya ekibi okuyabilir.',
    updates: 'Kampanya ekibi, gelişmeler hakkında bana yazabilir',
    country: 'Ülke',
    countryAuto: 'Bağlantımdan anlaşılsın',
    countryGuessed: (country) => `${country} (bağlantınızdan anlaşılan)`,
    countryHint: 'İstatistik ve kampanya ekibi içindir, adınızla birlikte gösterilmez.',
    comment: 'Neden imzalıyorsunuz?',
    more: 'Nedeninizi yazın',
    optional: (label) => `${label} (isteğe bağlı)`,
    commentHint: 'Adınızın veya baş harflerinizin gösterilmesine izin verirseniz bu sayfada görünür.',
    showName: 'Bu sayfada gösterilsin',
    showFull: 'tam adım',
    showInitials: 'adımın baş harfleri',
    showAnonymous: 'adım gösterilmesin',
    submit: 'İmzala',
    trap: 'Bu alanı boş bırakın',
    consent:
      'İmzalayarak kişisel verilerinizin işlenmesini kabul etmiş olursunuz: imzanızı sayar ve bu formdaki bilgileri yalnızca kampanya ekibine iletiriz; e-posta adresinizi ayrıca e-postalarımızı ileten hizmet alır. Yalnızca göstermeyi seçtikleriniz herkese açıktır.',
    consentConfirm:
      'İmzalayarak kişisel verilerinizin işlenmesini kabul etmiş olursunuz: imzanızı sayar ve bu formdaki bilgileri yalnızca kampanya ekibine iletiriz; e-posta adresinizi ayrıca e-postalarımızı ileten hizmet alır. Yalnızca göstermeyi seçtikleriniz herkese açıktır. Her e-postamızdaki bağlantıyla imzanızı istediğiniz zaman geri çekebilirsiniz.',
    working: 'İnsan olduğunuz doğrulanıyor, imzanız gönderiliyor…',
    thanks: 'Teşekkürler. İmzanız yola çıktı.',
    thanksText: 'İmzanız güvende, birkaç saniye içinde sayılacak.',
    thanksConfirm: 'Bir adım kaldı: e-postanızı açın',
    thanksConfirmText:
      'Size bağlantı içeren bir e-posta gönderdik. Bağlantıyı açıp düğmeye bastığınızda imzanız sayılacak. E-posta gelmedi mi? İstenmeyen klasörüne bakın veya yeniden imzalayın.',
    retrying: (seconds) =>
      `Şu anda gönderilemedi. Sayfayı kapatmayın: ${number(seconds)} saniye sonra yeniden deneyeceğiz.`,
    busy: 'İmzanızı henüz alamadık. Yazdıklarınız duruyor: lütfen bir dakika sonra yeniden deneyin.',
    offline: 'İnternet bağlantısı yok. Yazdıklarınız duruyor: birazdan yeniden deneyin.',
    fix: 'Düzeltilmesi gereken bir şey var.',
    noScript:
      'Tarayıcınız bu sayfada betik çalıştırmıyor. Yine de imzalayabilirsiniz: size bir e-posta gelir, içindeki bağlantıyı açıp düğmeye bastığınızda imzanız sayılır.',
  },

  links: {
    confirm: {
      title: 'İmzanızı onaylayın',
      text: 'Düğmeye bir kez basın, imzanız sayılsın.',
      button: 'Evet, imzam sayılsın',
      done: 'Teşekkürler. İmzanızı onayladınız.',
      doneText: 'Sayfadaki sayı birkaç saniye içinde değişir. Bir kampanya elden ele büyür.',
    },
    withdraw: {
      title: 'İmzanızı geri çekmek istiyor musunuz?',
      text: 'İmzanız ve onunla ilgili tüm veriler silinir. Sayılmışsa sayı bir azalır. Daha sonra yeniden imzalayabilirsiniz.',
      button: 'İmzamı geri çek',
      done: 'İmzanız geri çekildi.',
      doneText: 'Birkaç saniye içinde silinecek. Size ait olduğu kimseye söylenmez.',
    },
    notShown: 'Adınız gösterilmeyecek.',
    shownAs: (name) => `Sayfada görünecek ad: ${name}`,
    notYours: 'Bunu siz yazmadınız mı? Onaylamayın. Kendiniz imzalayın: yerini sizin sözleriniz alır.',
  },

  embed: {
    title: 'Sayacı sitenize ekleyin',
    lead: 'Görünümünü seçin, tek satırı kopyalayıp sayfanıza yapıştırın. Çerez bırakmaz, kimseyi izlemez, başka hiçbir yerden bir şey yüklemez.',
    setUp: 'Ayarlayın',
    theme: 'Renkler',
    themes: { auto: 'Bulunduğu sayfadaki gibi', light: 'Açık', dark: 'Koyu' },
    size: 'Boyut',
    sizes: { small: 'Küçük', medium: 'Orta', large: 'Büyük' },
    language: 'Dil',
    asMyPage: 'Bulunduğu sayfadaki gibi',
    goal: 'Gösterilecek hedef',
    goals: { next: 'Sonraki hedef', none: 'Hiçbiri' },
    signLink: 'İmzalama düğmesini göster',
    partner: 'Sitenizin kodu',
    partnerHint:
      'İngiliz alfabesinin harfleri, rakamlar ve kısa çizgi. Siteniz üzerinden gelen imzalar bu koda yazılır.',
    apply: 'Göster',
    copy: 'Kopyala',
    copied: 'Kopyalandı',
    code: (form) => `Kod: ${form}`,
    element: 'Öğe',
    elementText: 'Canlıdır, sayfanızın bir parçasıdır. Betik yapıştırabildiğiniz her yerde en iyi seçim.',
    pinned: 'Öğe, sabit sürüm',
    pinnedText: 'Aynısının hiç değişmeyen sürümü: tarayıcı, çalıştırmadan önce parmak izini denetler.',
    frame: 'Çerçeve',
    frameText:
      'Canlıdır, ayrı bir çerçevededir. İkinci etiket yüksekliği ayarlayan bir betiktir; yabancı betiğe izin verilmiyorsa onu çıkarın.',
    frameTitle: (title) => `İmzalar: ${title}`,
    oembed: 'Yalnızca adres',
    oembedText: 'WordPress ve oEmbed bilen her şey, kampanyanın adresini kendiliğinden sayaca çevirir.',
    badge: 'Rozet',
    badgeText: 'Üzerinde sayı olan bir görsel. README dosyaları, forumlar ve bültenler için.',
    link: 'Bağlantı',
    linkText: 'Betiksiz, görselsiz, düz HTML. Sayısı, sunucunuzun onu aldığı andaki sayıdır.',
    image: 'Görsel',
    imageText: 'Sosyal ağların bu kampanya için gösterdiği görsel, günün sayısıyla.',
    data: 'Sayının kendisi',
    dataText: 'Kendi yapacağınız her şey için JSON.',
  },

  feed: {
    title: (title) => `Gelişmeler: ${title}`,
    milestoneText: (n) => `Kampanya ${number(n)} imzayı geçti.`,
  },

  counter: {
    signed: SIGNATURES,
    goal: 'Sonraki hedef: {n}',
    lately: 'Son 24 saatte +{n} imza',
    sign: 'İmzala',
    closed: 'Kampanya sona erdi',
    victory: 'Zafer',
  },

  fieldErrors: {
    required: 'Lütfen bu alanı doldurun.',
    'not-text': 'Buraya metin yazılmalı.',
    'not-a-choice': 'Lütfen sunulan seçeneklerden birini seçin.',
    'not-a-number': 'Buraya izin verilen aralıkta bir tam sayı yazılmalı.',
    'not-a-list': 'Burada bir liste olmalı.',
    'too-long': 'Çok uzun. Lütfen kısaltın.',
    'hidden-characters':
      'Burada görünmeyen karakterler veya denetim karakterleri var. Lütfen yapıştırmak yerine yeniden yazın.',
    'link-in-name': 'Adın içinde internet adresi olamaz.',
    'no-letters': 'Adda en az bir harf olmalı.',
    'not-an-email': 'Bu e-posta adresini okuyamadık. Lütfen yazım hatası olup olmadığına bakın.',
    'not-a-country': 'Bu, UZ veya DE gibi bir ISO 3166-1 ülke kodu değil.',
    'not-a-slug': 'Yalnızca a–z arası İngilizce harfler, rakamlar ve kısa çizgi kullanın.',
    'not-a-partner-code': `Yalnızca İngiliz alfabesinin harfleri, rakamlar, kısa çizgi ve alt çizgi; en fazla ${number(PARTNER_CODE_MAX_CHARS)} karakter, ilki harf veya rakam olmalı.`,
    'not-a-url': 'Herkese açık bir https adresi gerekli.',
    'not-a-time': '2026-12-31T23:59:00Z gibi bir UTC zamanı gerekli.',
    'not-a-language': 'en, ru veya sr-Latn gibi bir dil kodu gerekli.',
    'in-the-past': 'Bu zaman geçti. Gelecekteki bir zamanı seçin.',
    'not-a-cursor': 'Bu, bu listenin cursor değeri değil. Önceki yanıttaki cursor değerini kullanın veya boş bırakın.',
    'not-a-key': 'Bu, base64url biçiminde bir X25519 açık anahtarı değil. Bir anahtar çifti oluşturun: npm run keygen',
    'no-key':
      'Bir kampanyanın imzalanabilmesi için önce açık anahtarı olmalı; böylece iletişim bilgilerini yalnızca kampanya ekibi okuyabilir. Bir anahtar çifti oluşturun: npm run keygen',
    'unknown-field': 'Burada tanınmayan bir alan var. Yazım hatası olup olmadığına bakın.',
  },

  fieldErrorsByPath: {
    'name/required': 'Adınızı girin.',
    'email/required': 'E-posta adresinizi girin.',
    'country/not-a-country': 'Listeden bir ülke seçin.',
    'showName/not-a-choice': 'Adınızın nasıl görüneceğini seçin.',
    'name/too-long': `Ad en fazla ${number(NAME_MAX_CHARS)} karakter olabilir.`,
    'comment/too-long': `Neden en fazla ${number(COMMENT_MAX_CHARS)} karakter olabilir.`,
  },

  problem: {
    title: {
      malformed: 'İstek okunamadı',
      unauthorized: 'Oturum açılmamış',
      'bot-check-failed': 'Bot denetimi geçilemedi',
      'petition-not-found': 'Böyle bir kampanya yok',
      'not-found': 'Burada bir şey yok',
      'link-broken': 'Bağlantı eksik',
      'link-expired': 'Bağlantının süresi doldu',
      'method-not-allowed': 'Bu adres o yöntemi kabul etmiyor',
      'petition-closed': 'Bu kampanya sona erdi',
      conflict: 'Şu anki durumda bu yapılamaz',
      'too-large': 'İstek çok büyük',
      'unsupported-type': 'Bu içerik türü kabul edilmiyor',
      'invalid-signature': 'İmza bilgileri eksik',
      'invalid-petition': 'Kampanya bilgileri eksik',
      'invalid-webhook': 'Bu webhook kullanılamaz',
      'invalid-query': 'İstenen adreste bir hata var',
      'invalid-condition': 'Hangi imzaların kastedildiği belli değil',
      'invalid-update': 'Gelişme bilgileri eksik',
      'invalid-image': 'Bu görsel kullanılamaz',
      'unsupported-format': 'Bu biçim burada sunulmuyor',
      'too-many-requests': 'Ağınızdan çok fazla istek geldi',
      unavailable: 'Şu anda işleme alamıyoruz',
    },
    malformed: {
      'not-utf-8': 'İstek gövdesi UTF-8 değil. UTF-8 olarak gönderin.',
      'not-json': 'İstek gövdesi JSON değil. Tek bir JSON nesnesi gönderin.',
      'not-an-object': 'İstek gövdesi tek bir JSON nesnesi olmalı.',
      'too-deep': 'JSON çok derin iç içe geçmiş. Her alan yalın bir değerdir.',
      'too-slow': 'İstek gövdesi zamanında ulaşmadı. Hiçbir şey alınmadı; yeniden gönderin.',
      'cut-off': 'İstek gövdesi yarıda kesildi. Hiçbir şey alınmadı; yeniden gönderin.',
    },
    botCheck: {
      missing: 'Kanıt eksik. Bir doğrulama sorusu alın, çözün ve çözümü “proof” olarak gönderin.',
      wrong: 'Kanıt bu kampanyaya uymuyor. Sayfayı yenileyip yeniden imzalayın.',
      expired:
        'Sayfa çok uzun süre açık kaldığı için denetimin süresi doldu. Yeniden imzalayın: yenisi kendiliğinden yapılır.',
      used: 'Bu kanıt başka bir imza için kullanıldı. Sayfayı yenileyip yeniden imzalayın.',
    },
    conflict: {
      'slug-taken': 'Bu kısa adı başka bir kampanya kullanıyor. Başka bir ad seçin.',
      'not-open': 'Kampanya açık değil.',
      'not-closed': 'Kampanya kapalı değil.',
      'no-key':
        'Kampanyanın açık anahtarı yok; bu yüzden iletişim bilgilerini kimse okuyamazdı. Önce bir anahtar verin: PATCH {"publicKeys": ["…"]}.',
      'too-many-webhooks': 'Bu kampanya izin verilen en fazla webhook sayısına ulaştı. Önce birini kaldırın.',
      'too-many-updates': 'Bu kampanya izin verilen en fazla gelişme sayısına ulaştı. Önce birini kaldırın.',
      'delivery-pending': 'Bu teslimat hâlâ sürüyor. Bittiğinde yeniden denenebilir.',
      'group-changed':
        'Koşula uyan imzaların sayısı artık beklediğiniz gibi değil. Hiçbir şey yapılmadı: yeniden bakıp öyle karar verin.',
    },
    image: {
      'not-an-image': 'Tek ve bütün bir JPEG, PNG veya WebP görselinin baytlarını gönderin.',
      'too-many-pixels': `Her kenar en fazla ${number(IMAGE_SIDE_MAX_PIXELS)} piksel olabilir. Görseli küçültün.`,
    },
    unauthorized: 'Bu kampanyanın veya işletmecinin belirtecini gönderin: “Authorization: Bearer …”.',
    petitionNotFound: 'Adresi kontrol edin. Kampanyanın adı değişmiş veya kampanya hiç yayımlanmamış olabilir.',
    notFound: 'Adresi kontrol edin.',
    linkBroken: 'E-postadaki bağlantının tamamını adres çubuğuna kopyalayın. Hiçbir şey değişmedi.',
    linkExpired: 'Bir kez daha imzalayın: size yeni bağlantılı yeni bir e-posta gönderilir. Hiçbir şey değişmedi.',
    methodNotAllowed: (allow) => `Şunu kullanın: ${allow}.`,
    petitionClosed: 'Artık imza alınmıyor. İmzanız kaydedilmedi.',
    tooLarge: (maxBytes) => `Bu istek en fazla ${number(maxBytes)} bayt olabilir.`,
    unsupportedType: 'application/json gönderin; formdan ise application/x-www-form-urlencoded.',
    unsupportedFormat: 'format=json veya format=xml isteyin.',
    invalid: '“errors” içinde adı geçen alanları düzeltip yeniden gönderin. Hiçbir şey kaydedilmedi.',
    tooManyRequests: (seconds) =>
      `Ağınızdan kısa sürede çok sayıda istek geldi. ${number(seconds)} saniye bekleyip yeniden gönderin; hiçbir şey kaybolmadı.`,
    unavailable: (seconds) =>
      `Hiçbir şey kaydedilmedi, hiçbir şey de kaybolmadı. Aynı isteği ${number(seconds)} saniye sonra yeniden gönderin.`,
    home: 'Kampanyalara git',
  },
}
