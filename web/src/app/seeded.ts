import { type Lang, type Words, langs } from '../i18n/lang'

/**
 * What every centre begins with, by its id. The database names it in English, as the third word here;
 * while nobody has renamed it, each person reads it in the language of the screen. seeded.test.ts holds
 * the table to the migration.
 */
export const seeded: Words = {
  'ten_house': ['Центр', 'Центр', 'Centre'],
  'pau_break': ['Перерыв', 'Перерва', 'Break'],
  'pau_meal': ['Обед', 'Обід', 'Meal'],
  'pau_training': ['Обучение', 'Навчання', 'Training'],
  'pau_meeting': ['Встреча', 'Зустріч', 'Meeting'],
  'pau_back_office': ['Работа с заявками', 'Робота із заявками', 'Paper work'],
  'pau_technical': ['Техническая', 'Технічна', 'Technical trouble'],
  'pau_rona': ['Не отвечали на звонки', 'Не відповідали на дзвінки', 'Did not answer'],
  'pau_lost_connection': ['Не было связи', 'Не було зв’язку', 'Connection lost'],
  'pau_wrapup_overrun': ['Постобработка вышла за срок', 'Постобробка вийшла за строк', 'Wrap-up overrun'],
  'pau_forced': ['Поставил старший смены', 'Поставив старший зміни', 'Set by supervisor'],
}

/** True while the name of `id` is the one it began with. */
export const isSeeded = (id: string, name: string): boolean => seeded[id]?.[langs.indexOf('en')] === name

/** The name of `id` in `lang`; `name` itself once the centre has given it one. */
export const nameIn = (lang: Lang, id: string, name: string): string => (isSeeded(id, name) ? (seeded[id]?.[langs.indexOf(lang)] ?? name) : name)
