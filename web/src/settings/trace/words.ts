import type { Words } from '../../i18n/lang'

export default {
  'trace.text': ['Что говорили друг другу телефоны: по номеру или Call-ID, за последнюю неделю', 'Що казали один одному телефони: за номером або Call-ID, за останній тиждень', 'What the telephones said to each other: by number or Call-ID, of the last week'],
  'trace.find': ['Номер, последние цифры или Call-ID', 'Номер, останні цифри або Call-ID', 'Number, last digits or Call-ID'],
  'trace.trunk': ['Транк', 'Транк', 'Trunk'],
  'trace.any-trunk': ['Все транки', 'Усі транки', 'All trunks'],
  'trace.from': ['С', 'Від', 'From'],
  'trace.to': ['По', 'До', 'To'],
  'trace.when': ['Когда', 'Коли', 'When'],
  'trace.party': ['С кем', 'З ким', 'With whom'],
  'trace.what': ['Что', 'Що', 'What'],
  'trace.answer': ['Ответ', 'Відповідь', 'Answer'],
  'trace.messages': ['Сообщений', 'Повідомлень', 'Messages'],
  'trace.call': ['Звонок', 'Дзвінок', 'Call'],
  'trace.open': ['Открыть звонок', 'Відкрити дзвінок', 'Open the call'],
  'trace.stranger': ['чужой адрес', 'чужа адреса', 'stranger'],
  'trace.more': ['Показать ещё', 'Показати ще', 'Show more'],
  'trace.short': ['Напишите хотя бы три знака.', 'Напишіть хоча б три знаки.', 'Write at least three characters.'],
  'trace.empty': ['Такого обмена нет', 'Такого обміну немає', 'Nothing was found'],
  'trace.empty-text': ['Обмен хранится неделю. Проверьте цифры и даты.', 'Обмін зберігається тиждень. Перевірте цифри й дати.', 'The exchange is kept for a week. Check the digits and the dates.'],
} satisfies Words
