import type { Words } from '../i18n/lang'

export default {
  'part.menu': ['меню', 'меню', 'menu'],
  'part.waiting': ['ожидание', 'очікування', 'waiting'],
  'part.ringing': ['звонок', 'дзвінок', 'ringing'],
  'part.dialling': ['набираем', 'набираємо', 'calling'],
  'part.talking': ['разговор', 'розмова', 'talk'],
  'part.held': ['удержание', 'утримання', 'hold'],
  'part.consulting': ['консультация', 'консультація', 'consulting'],
  'part.conference': ['втроём', 'утрьох', 'all three'],
  'part.wrapup': ['постобработка', 'постобробка', 'wrap-up'],
  'part.lost': ['не дождались', 'не дочекалися', 'abandoned'],
  'part.none': ['ничего не было', 'нічого не було', 'nothing yet'],

  'play.play': ['Прослушать', 'Прослухати', 'Play'],
  'play.stop': ['Остановить', 'Зупинити', 'Stop'],
  'play.failed': ['Запись не открылась', 'Запис не відкрився', 'The recording did not open'],
  'play.position': ['Место в записи', 'Місце в записі', 'Position in the recording'],

  'load.text': ['Загружаем', 'Завантажуємо', 'Loading'],
  'load.slow': ['Сервер отвечает слишком долго', 'Сервер відповідає надто довго', 'The server is taking too long'],
  'load.slow-text': ['Разговор это не затронуло. Попробуйте ещё раз.', 'Розмову це не зачепило. Спробуйте ще раз.', 'Your call is not affected. Try again.'],
  'load.again': ['Повторить', 'Повторити', 'Try again'],
  'load.request': ['Номер запроса {{id}}', 'Номер запиту {{id}}', 'Request {{id}}'],
  'load.more': ['Показать ещё', 'Показати ще', 'Show more'],
} satisfies Words
