import type { Words } from '../../i18n/lang'

export default {
  'rec.start': ['Записать голос', 'Записати голос', 'Record a voice'],
  'rec.again': ['Записать заново', 'Записати заново', 'Record again'],
  'rec.asking': ['Просим микрофон', 'Просимо мікрофон', 'Asking for the microphone'],
  'rec.stop': ['Остановить запись', 'Зупинити запис', 'Stop recording'],
  'rec.name': ['Голос', 'Голос', 'Voice'],
  'rec.level': ['Громкость', 'Гучність', 'Loudness'],
  'rec.time': ['Записано, не больше двух минут', 'Записано, не більше двох хвилин', 'Recorded, two minutes at most'],
  'rec.hear': ['Послушать до отправки', 'Послухати перед надсиланням', 'Hear it before it is sent'],
  'rec.quiet': ['Почти ничего не слышно. Проверьте микрофон и запишите заново.', 'Майже нічого не чути. Перевірте мікрофон і запишіть заново.', 'Almost nothing can be heard. Check the microphone and record again.'],
  'rec.insecure': ['Здесь браузер не даёт записывать: нужен адрес с https. Файл загрузить можно.', 'Тут браузер не дає записувати: потрібна адреса з https. Файл завантажити можна.', 'The browser does not record here: the address must be https. A file can be uploaded.'],
  'rec.denied': ['Микрофон запрещён. Разрешите его слева от адреса страницы.', 'Мікрофон заборонено. Дозвольте його ліворуч від адреси сторінки.', 'The microphone is forbidden. Allow it to the left of the page address.'],
  'rec.absent': ['Микрофон не найден. Подключите его или загрузите файл.', 'Мікрофон не знайдено. Під’єднайте його або завантажте файл.', 'No microphone was found. Plug one in or upload a file.'],
  'rec.busy': ['Микрофон занят другой программой. Закройте её и попробуйте снова.', 'Мікрофон зайнятий іншою програмою. Закрийте її та спробуйте знову.', 'Another program is using the microphone. Close it and try again.'],
  'rec.failed': ['Записать не удалось. Попробуйте ещё раз или загрузите файл.', 'Записати не вдалося. Спробуйте ще раз або завантажте файл.', 'It could not be recorded. Try again or upload a file.'],
} satisfies Words
