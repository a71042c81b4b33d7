/** English words of the pages of updates and of the image. */
import { counted, number } from './numbers.ts'

export const updates = {
  lead: 'Updates appear on the petition’s page and in its feed within seconds.',
  draftNote: 'The petition is a draft: its updates appear when it opens.',
  write: 'Write an update',
  body: 'What happened, and what comes next',
  bodyHint: 'End with one thing that people can do now. **Two stars** make text bold.',
  left: 'Characters left',
  publish: 'Publish the update',
  preview: 'Preview',
  published: 'The update is on the page.',
  tooMany: (n: number) => `A petition can have ${number(n)} updates. Take one down first.`,
  tooManyVersions: 'This update has been changed as often as it can be. Publish a new one.',
  email:
    'This site does not email updates to signers, because it keeps no email address that it can read. Open the contacts to email those who agreed to updates.',
  outcome: 'Outcome',
  outcomeText:
    'What happened in the end, in your words. It goes at the top of the page when you close the petition or declare victory.',
  list: 'Published updates',
  none: 'Your first update: thank the first hundred people.',
  changed: 'Changed',
  edit: 'Edit',
  editTitle: 'Edit an update',
  save: 'Save the change',
  saved: 'The update was changed.',
  translations: 'Translations',
  takeDown: 'Take down',
  takeDownTitle: 'Take this update down?',
  takeDownSo: 'It disappears from the page and from the feed, with its earlier words. This cannot be undone.',
  takeDownTranslations: (n: number) =>
    counted(n, { one: '{n} translation is deleted with it.', other: '{n} translations are deleted with it.' }),
  takeDownCopies: 'Copies that others have made stay.',
  takeDownConfirm: 'Yes, take it down',
  takenDown: 'The update was taken down.',
  image: {
    title: 'Image',
    lead: 'It is at the top of the page, and where people share the link.',
    none: 'There is no image yet.',
    file: 'Image file',
    fileHint: (mb: number, pixels: number) =>
      `JPEG, PNG or WebP, up to ${number(mb)} MB and ${number(pixels)} pixels a side. Place, time and device are removed from photos.`,
    fileAgain: 'To change only the description, choose no file.',
    alt: 'Description',
    altHint:
      'For people who do not see the image: who or what is there, and what happens. In the language of the text.',
    save: 'Save the image',
    saved: 'The image was saved.',
    noFile: 'Choose an image file.',
    tooLarge: (mb: number) =>
      `This file is larger than ${number(mb)} MB. Choose a smaller one, or turn on JavaScript: then this page makes it smaller.`,
    smaller: 'The image was too large. This page has made it smaller.',
    change: 'Change the image',
    remove: 'Remove the image',
    removeTitle: 'Remove the image?',
    removeSo: 'It disappears from the page, and is deleted here. Keep your file if you want it back.',
    removeCopies: 'Where the link has been shared, it may still be shown for a while.',
    removed: 'The image was removed.',
    meanwhile: 'Somebody else has changed the image meanwhile: it is shown here. To use yours, choose the file again.',
    also: 'Also on the petition’s page',
  },
}
