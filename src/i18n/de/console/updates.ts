import type { ConsoleWords } from '../../en/console.ts'
import { counted, number } from './numbers.ts'

export const updates: ConsoleWords['updates'] = {
  lead: 'Neuigkeiten stehen in Sekunden auf der Seite der Petition und in ihrem Feed.',
  draftNote: 'Die Petition ist ein Entwurf: Ihre Neuigkeiten erscheinen mit dem Start.',
  write: 'Eine Neuigkeit schreiben',
  body: 'Was geschehen ist und wie es weitergeht',
  bodyHint: 'Enden Sie mit etwas, das alle jetzt tun können. **Zwei Sternchen** machen Text fett.',
  left: 'Verbleibende Zeichen',
  publish: 'Neuigkeit veröffentlichen',
  preview: 'Vorschau',
  published: 'Die Neuigkeit steht auf der Seite.',
  tooMany: (n) => `Eine Petition kann ${number(n)} Neuigkeiten haben. Nehmen Sie zuerst eine von der Seite.`,
  tooManyVersions:
    'Diese Neuigkeit wurde zu oft geändert und lässt sich nicht mehr bearbeiten. Veröffentlichen Sie eine neue.',
  email:
    'Diese Website kann keine E-Mails an die Unterzeichnenden schicken, denn sie kann deren E-Mail-Adressen nicht lesen. Exportieren Sie dafür die Kontakte.',
  outcome: 'Ergebnis',
  outcomeText:
    'Wie es ausgegangen ist, in Ihren Worten. Es steht oben auf der Seite, wenn Sie die Petition beenden oder den Erfolg verkünden.',
  list: 'Veröffentlichte Neuigkeiten',
  none: 'Ihre erste Neuigkeit: Danken Sie den ersten hundert Menschen.',
  changed: 'Geändert',
  edit: 'Bearbeiten',
  editTitle: 'Neuigkeit bearbeiten',
  save: 'Änderung speichern',
  saved: 'Die Neuigkeit wurde geändert.',
  translations: 'Übersetzungen',
  takeDown: 'Löschen',
  takeDownTitle: 'Diese Neuigkeit löschen?',
  takeDownSo: 'Sie verschwindet von der Seite und aus dem Feed, mit ihren früheren Fassungen. Das ist endgültig.',
  takeDownTranslations: (n) =>
    counted(n, {
      one: '{n} Übersetzung wird mit gelöscht.',
      other: '{n} Übersetzungen werden mit gelöscht.',
    }),
  takeDownCopies: 'Kopien, die andere gemacht haben, bleiben.',
  takeDownConfirm: 'Ja, Neuigkeit löschen',
  takenDown: 'Die Neuigkeit wurde gelöscht.',
  image: {
    title: 'Bild',
    lead: 'Es steht oben auf der Seite und dort, wo der Link geteilt wird.',
    none: 'Noch gibt es kein Bild.',
    file: 'Bilddatei',
    fileHint: (mb, pixels) =>
      `JPEG, PNG oder WebP, höchstens ${number(mb)} MB und ${number(pixels)} Pixel pro Seite. Ort, Zeit und Gerät werden aus Fotos entfernt.`,
    fileAgain: 'Um nur die Beschreibung zu ändern, wählen Sie keine Datei aus.',
    alt: 'Beschreibung',
    altHint:
      'Für Menschen, die das Bild nicht sehen: wer oder was zu sehen ist und was geschieht. In der Sprache des Textes.',
    save: 'Bild speichern',
    saved: 'Das Bild wurde gespeichert.',
    noFile: 'Wählen Sie eine Bilddatei aus.',
    tooLarge: (mb) =>
      `Diese Datei ist größer als ${number(mb)} MB. Wählen Sie eine kleinere oder schalten Sie JavaScript ein: Dann verkleinert die Seite sie.`,
    smaller: 'Das Bild war zu groß. Die Seite hat es verkleinert.',
    change: 'Bild ändern',
    remove: 'Bild entfernen',
    removeTitle: 'Das Bild entfernen?',
    removeSo:
      'Es verschwindet von der Seite und wird hier gelöscht. Behalten Sie Ihre Datei, falls Sie es wieder brauchen.',
    removeCopies: 'Wo der Link schon geteilt wurde, kann es noch eine Weile zu sehen sein.',
    removed: 'Das Bild wurde entfernt.',
    meanwhile:
      'Inzwischen hat jemand anders das Bild geändert: Es ist hier zu sehen. Wenn Sie Ihres wollen, wählen Sie die Datei noch einmal aus.',
    also: 'Auch auf der Seite der Petition',
  },
}
