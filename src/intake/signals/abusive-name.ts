/**
 * Names that are an insult and not a name. A whole word of the name has to be on the list, in any disguise: accents,
 * capitals, letters of another script that look the same, digits for letters, letters repeated or apart.
 *
 * Weakness: insults that are not on the list pass. The list has only strong ones that are not family names (no Dick, Kunt,
 * Bich, Fuk, Ficker or Suka). It refuses no signature: it is a signal for the review.
 */
const WORDS = [
  // English
  'fuck fucks fucked fucker fuckers fucking fuckface fuckhead fuckoff fuckyou fucku motherfucker motherfuckers cunt cunts',
  'bitch bitches asshole assholes arsehole arseholes shithead shitface bullshit dickhead dickheads cocksucker cocksuckers',
  'twat twats whore whores nigger niggers nigga niggas faggot faggots dumbass jackass dipshit douchebag bellend',
  // Russian, and as it is written with Latin letters
  'хуй хуи хуя хую хуйло хуила хуило хуйлан хуесос хуесосы хуесоса хуйня хуета нахуй похуй ахуел охуел',
  'пизда пизды пизде пизду пиздец пиздобол пиздабол пидор пидоры пидора пидорас пидорасы пидораз пидарас пидарасы пидар пидр',
  'блядь бляди блять блядина бля ебать ебал ебаный ебаная ебанат ебанутый ебанутая ебло еблан ебланы ебучий заебал заебали отъебись',
  'уебок уебки уебан уебище долбоеб долбоебы долбаеб выблядок ублюдок ублюдки мудак мудаки мудила мудозвон гандон гондон',
  'шлюха шлюхи шалава залупа говно говноед дерьмо жопа чмо мразь сука суки сучка сучара тварь',
  'khuilo khuylo huilo huylo huesos pizda pizdec pizdets pidor pidoras pidaras blyad blyat mudak eblan dolboeb blyadi nahui nahuy',
  // Ukrainian, Polish
  'підор підори підорас підар хуйня пизда пиздець курва курви їбать їбаний йобаний йобана довбойоб довбоєб виблядок гівно гімно',
  'срака шльондра kurwa kurwy chuj chuje chujowy skurwysyn skurwiel pierdol pierdolony jebac jebany jebana cwel pizda spierdalaj',
  // Spanish, Portuguese
  'hijodeputa hijoputa hijueputa gilipollas pendejo pendeja pendejos cabrones malparido malparida maricon maricones mierda comemierda',
  'soplapollas chupapollas mamahuevo mamaguevo chingar chingada chingatumadre caralho arrombado buceta filhodaputa',
  // French
  'connard connards connasse encule encules enculer salope salopes putain niquetamere tapette petasse branleur filsdepute',
  // German
  'arschloch arschlocher arschgesicht hurensohn hurensohne wichser fotze fotzen schlampe schlampen missgeburt drecksau scheisse',
  'scheisskerl gefickt schwuchtel nutte',
  // Turkish, Uzbek
  'orospu orospular orospucocugu siktir siktirgit sikerim sikeyim amk aminakoyayim pezevenk yarrak gotveren kahpe',
  'qotoq qotagim onangniami',
  // Arabic, Persian
  'شرموطة شرموط قحبة كسمك منيوك کصکش کسکش جنده مادرجنده حرامزاده',
]

/** Family names that are, or look like, a word on the list. As they are written, beside a given name, they are names. */
const FAMILY_NAMES: ReadonlySet<string> = new Set(['buceta', 'fucks', 'twatt'])

/** Insults whose single words are harmless. */
const PHRASES = [
  'son of a bitch',
  'piece of shit',
  'eat shit',
  'suck my dick',
  'hijo de puta',
  'hija de puta',
  'puta madre',
  'filho da puta',
  'fils de pute',
  'nique ta mere',
  'иди нах',
  'пошел нах',
  'orospu cocugu',
  'amina koyayim',
]

/** Letters of other scripts that look like Latin ones. Both sides of the comparison are converted to these. */
const LOOKALIKES = pairs('а a в b с c е e н h і i ј j к k ӏ l м m о o р p ԛ q ѕ s т t у y х x ԝ w ı i ł l ø o đ d ß s')
const DIGITS = pairs('0 o 1 i 3 e 4 a 5 s 7 t 8 b @ a $ s ! i € e')
/** The same digits between Cyrillic letters. */
const CYRILLIC_DIGITS = pairs('0 о 3 з 4 ч 6 б @ а')

/** From this many on, single letters are read as one word; fewer are initials. */
const APART_MIN_LETTERS = 4

const listed: ReadonlySet<string> = new Set(WORDS.flatMap((line) => line.split(' ')).map(plain))
const listedPhrases: readonly string[] = PHRASES.map((phrase) => ` ${phrase.split(' ').map(plain).join(' ')} `)

export function isAbusiveName(name: string): boolean {
  const words = wordsOf(name)
  if (words.some((word) => isListed(word) && !(words.length > 1 && FAMILY_NAMES.has(word)))) return true
  const apart = words.filter((word) => /^.$/u.test(word))
  if (apart.length >= APART_MIN_LETTERS && isListed(apart.join(''))) return true
  const text = ` ${words.map((word) => plain(undigit(word, DIGITS))).join(' ')} `
  return listedPhrases.some((phrase) => text.includes(phrase))
}

/** `’` and hyphens separate words too: a double name is two words. */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}@$!€]+/u)
    .map(withoutExclamation)
    .filter((word) => word !== '')

function withoutExclamation(word: string): string {
  let end = word.length
  while (word[end - 1] === '!') end--
  return word.slice(0, end)
}

const isListed = (word: string): boolean =>
  listed.has(plain(word)) || [DIGITS, CYRILLIC_DIGITS].some((digits) => isListedUndigited(word, digits))

function isListedUndigited(word: string, digits: ReadonlyMap<string, string>): boolean {
  const undigited = undigit(word, digits)
  return undigited !== word && listed.has(plain(undigited))
}

const undigit = (word: string, digits: ReadonlyMap<string, string>): string =>
  word.replaceAll(/[^\p{L}\p{M}]/gu, (char) => digits.get(char) ?? char)

/** Lower-case letters without marks, in look-alike Latin where there is one, none twice in a row. */
function plain(word: string): string {
  return word
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/./gsu, (char) => LOOKALIKES.get(char) ?? char)
    .replaceAll(/(.)\1+/gsu, '$1')
}

/** From the first of each two characters to the second. */
function pairs(text: string): ReadonlyMap<string, string> {
  const chars = text.split(' ')
  return new Map(chars.flatMap((char, at) => (at % 2 === 0 ? [[char, chars[at + 1] ?? char]] : [])))
}
