import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number } = formatter('tr')

export const tr: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Merhaba,',
  confirm: {
    subject: (title) => `İmzanızı onaylayın: ${title}`,
    neutralSubject: 'E-posta adresinizi onaylayın',
    what: 'Siz veya e-posta adresinizi kullanan biri bu kampanyayı imzaladı:',
    todo: 'İmzanızın sayılması için lütfen onaylayın.',
    button: 'İmzamı onayla',
    valid: (days) => `Bağlantı ${number(days)} gün geçerlidir.`,
    notYou:
      'Siz imzalamadıysanız bu e-postayı dikkate almayın: onaylanmayan imza sayılmaz. İmzayı hemen geri çekmek de mümkün:',
  },
  alreadySigned: {
    subject: (title) => `Bu kampanyayı zaten imzaladınız: ${title}`,
    neutralSubject: 'Bir şey yapmanız gerekmiyor',
    what: 'Siz veya e-posta adresinizi kullanan biri bu kampanyayı yeniden imzalamak istedi:',
    todo: 'İmzanız zaten sayıldı. Yapmanız gereken bir şey yok.',
    button: 'Kampanyaya git',
    notYou:
      'Siz değilseniz endişelenmeyin: kendi imzanız geçerliliğini koruyor. İstediğiniz zaman geri çekebilirsiniz:',
  },
  links: {
    subject: (title) => `Bağlantılarınız: ${title}`,
    neutralSubject: 'İstediğiniz bağlantılar',
    what: 'Siz veya e-posta adresinizi kullanan biri, imzanıza ait bağlantıları istedi. İmza şu kampanyada:',
    toConfirm: 'İmzanız henüz onaylanmadı. Sayılması için lütfen onaylayın.',
    counted: 'İmzanız onaylandı ve sayıldı.',
    imported:
      'İmzanızı kampanya ekibi önceki bir listeden aktardı; imzanız ekibin beyanıyla sayılıyor. Bunu istemiyorsanız aşağıdaki bağlantıyla geri çekin.',
  },
  reminder: {
    subject: (title) => `İmzanız henüz sayılmadı: ${title}`,
    what: 'Siz veya e-posta adresinizi kullanan biri bu kampanyayı imzaladı, ancak imza onaylanmadı:',
    todo: 'İmzanızın sayılması için lütfen onaylayın. Bir daha hatırlatma göndermeyeceğiz.',
  },
  account: {
    signIn: {
      subject: 'Giriş bağlantınız',
      what: 'Giriş bağlantınız aşağıda. Siz veya e-posta adresinizi kullanan biri istedi.',
      button: 'Giriş yap',
      valid: (minutes) => `Bağlantı bir kez kullanılabilir ve ${number(minutes)} dakika geçerlidir.`,
      notYou: 'Siz istemediyseniz bu e-postayı dikkate almayın: bu bağlantı olmadan kimse sizin adınıza giriş yapamaz.',
    },
    notInvited: {
      subject: 'Bu e-posta adresine ait bir hesap yok',
      what: 'Siz veya e-posta adresinizi kullanan biri burada giriş yapmak istedi. Bu adrese ait bir hesap yok ve bu sitede hesaplar davetle açılır.',
      todo: 'Başka bir e-posta adresine ait hesabınız varsa o adresle giriş yapın.',
    },
    invitation: {
      subject: (title) => `Ekip daveti: ${title}`,
      subjectOfSite: 'Kampanya başlatma daveti',
      what: (from) => `Sizi şu kampanyanın ekibine davet eden: ${from}`,
      whatUnnamed: 'Şu kampanyanın ekibine davet edildiniz:',
      whatOfSite: 'Bu sitede kampanya başlatmaya davet edildiniz.',
      role: {
        owner: 'Göreviniz: sahip. Her şeyi yapabilir ve ekibi yönetebilirsiniz.',
        editor: 'Göreviniz: editör. Metni değiştirebilir ve gelişmeleri yazabilirsiniz.',
        moderator: 'Göreviniz: moderatör. İncelemeye alınan imzalar hakkında karar verebilirsiniz.',
      },
      button: 'Daveti gör',
      notYou: 'Bu e-postayı beklemiyor muydunuz? Dikkate almayın, hiçbir şey olmaz.',
    },
    emailChange: {
      subject: 'Yeni e-posta adresinizi onaylayın',
      what: 'Siz veya e-posta adresinizi kullanan biri bu adresi sitedeki bir hesap için kullanmak istiyor.',
      where: 'Bağlantıyı, o hesaba giriş yaptığınız bir tarayıcıda açın.',
      button: 'Bu adresi kullan',
      notYou: 'Siz istemediyseniz bu e-postayı dikkate almayın: hiçbir şey değişmez.',
    },
    emailChanged: {
      subject: 'E-posta adresiniz değiştirildi',
      what: 'Hesabınızın e-posta adresi değiştirildi. Giriş bağlantıları artık yeni adrese gidiyor.',
      undo: 'Bunu siz yapmadıysanız değişikliği geri alın: hesap yeniden bu e-posta adresini kullanır, her yerde oturum kapatılır, geçiş anahtarları kaldırılır.',
      button: 'Değişikliği geri al',
      notYou: (contact) => `Bunu siz yapmadıysanız bize hemen yazın: ${contact}`,
    },
    passkeyAdded: {
      subject: 'Hesabınıza bir geçiş anahtarı eklendi',
      what: 'Bu sitedeki hesabınıza bir geçiş anahtarı eklendi. Bu anahtarla e-posta olmadan giriş yapılabilir.',
      button: 'Hesabınıza gidin',
      notYou: 'Bunu siz yapmadıysanız geçiş anahtarını oradan kaldırın ve her yerden çıkış yapın.',
    },
    ownerInvited: {
      subject: (title) => `Yeni bir sahip davet edildi: ${title}`,
      what: 'Şu kampanyaya sahip olarak biri davet edildi:',
      may: 'Sahip her şeyi yapabilir ve ekibi yönetebilir.',
      button: 'Ekibi gör',
    },
    approved: {
      subject: (title) => `Kampanyanız imzaya açıldı: ${title}`,
      what: 'Bu kampanyayı onayladık. Artık imzalanabilir:',
      button: 'Kampanyaya git',
    },
    approvedLater: {
      subject: (title) => `Kampanya onaylandı: ${title}`,
      what: 'Bu kampanyayı onayladık. Ayarlanan zamanda kendiliğinden imzaya açılır:',
    },
    changeAsked: {
      subject: (title) => `Kampanyanızı değiştirin: ${title}`,
      what: 'Bu kampanyayı imzaya açmadan önce bir değişiklik gerekiyor:',
      button: 'Kampanyayı değiştir',
    },
    declined: {
      subject: (title) => `Kampanya onaylanmadı: ${title}`,
      what: 'Bu kampanyayı bu sitede imzaya açmamaya karar verdik:',
      after: 'Yalnızca ekibinizin gördüğü bir taslak olarak kalır.',
    },
    takenDown: {
      subject: (title) => `Kampanyanız yayından kaldırıldı: ${title}`,
      what: 'Bu kampanyayı yayından kaldırdık:',
      after: 'Sayfasında metnin yerinde bu gerekçe görünüyor. Hiçbir şey silinmedi.',
      object: 'Bu karara 6 ay içinde itiraz edebilirsiniz.',
      button: 'Karara itiraz et',
      ground: {
        illegal: 'Burada geçerli yasalara aykırı.',
        danger: 'İnsanları tehlikeye atıyor.',
        rules: 'Bu sitenin kurallarına aykırı.',
        order: 'Bir mahkeme veya resmî makam bunu istedi.',
      },
    },
    putBack: {
      subject: (title) => `Kampanyanız yeniden yayında: ${title}`,
      what: 'Bu kampanyayı yeniden yayına aldık. Sayfası yeniden açık:',
    },
    /** After an objection. */
    keptDown: {
      subject: (title) => `Kampanyanız yayına alınmadı: ${title}`,
      what: 'İtirazı okuyup yeniden karar verdik. Bu kampanya yayına alınmadı:',
    },
    /** After a report. */
    ownersAsked: {
      subject: (title) => `Lütfen bir değişiklik yapın: ${title}`,
      what: 'Okurlar bu kampanyada bir şeyi bildirdi. Lütfen değiştirin:',
    },
    /** To who reported something. */
    reportDecided: {
      subject: 'Bildiriminiz hakkındaki kararımız',
      what: 'Bu kampanyayla ilgili bildiriminiz için teşekkürler:',
      decision: {
        nothing: 'Bildirdiğiniz şeyi inceledik ve olduğu gibi bırakıyoruz.',
        hidden: 'Bildirdiğiniz şey artık gösterilmiyor.',
        asked: 'Kampanyanın sahiplerinden bildirdiğiniz şeyi değiştirmelerini istedik.',
        'taken-down': 'Kampanyayı yayından kaldırdık.',
      },
      sentBy: (operator) =>
        `Siteyi işleten: ${operator}. Bu e-postayı, e-posta adresiniz bir bildirimde belirtildiği için aldınız.`,
    },
    reason: 'Gerekçemiz:',
    contact: (contact) => `Katılmıyor musunuz ya da bir sorunuz mu var? Bize yazın: ${contact}`,
    sentBy: (operator) => `Siteyi işleten: ${operator}. Bu e-postayı bir hesap veya davet nedeniyle aldınız.`,
  },
  withdraw: 'İmzayı geri çek',
  startedBy: (starter) => `Kampanyayı başlatan: ${starter}`,
  sentBy: (operator) =>
    `Siteyi işleten: ${operator}. Bu e-postayı, e-posta adresiniz bir imza kampanyasında yazıldığı için aldınız.`,
}
