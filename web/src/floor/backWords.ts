import type { Words } from '../i18n/lang'

export default { 'past.back': ['Назад во времени', 'Назад у часі', 'Back in time'] } satisfies Words
