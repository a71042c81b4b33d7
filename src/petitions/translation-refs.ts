/** SQL for the column `translations`, of petitions and of updates: which translation is shown in each language. */

/** With this translation in the place of an earlier one. All arguments are SQL. Numbers that are bound may be real ones, hence the CAST. */
export const withTranslation = (row: string, language: string, number: string, translates: string): string => `(
  SELECT json_group_array(json(value)) FROM (
    SELECT value FROM json_each(${row}.translations) WHERE value ->> 'language' <> ${language}
    UNION ALL
    SELECT json_object(
      'language', ${language}, 'number', CAST(${number} AS INTEGER), 'translates', CAST(${translates} AS INTEGER))))`

/** Without that of a language. */
export const withoutTranslation = (row: string, language: string): string => `(
  SELECT json_group_array(json(value)) FROM json_each(${row}.translations) WHERE value ->> 'language' <> ${language})`

export const hasTranslation = (row: string, language: string): string =>
  `EXISTS (SELECT 1 FROM json_each(${row}.translations) WHERE value ->> 'language' = ${language})`

/** Whether a text in the language `tag` is read by readers of `locale` as it is: `en-GB` needs no translation into English. */
export const isSameLanguage = (tag: string, locale: string): boolean => tag === locale || tag.startsWith(`${locale}-`)
