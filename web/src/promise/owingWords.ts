import type { Words } from '../i18n/lang'

/** Why a person is called back, as the agent reads it before and in the return call. */
export default {
  'owing.title': ['Мы обещали перезвонить', 'Ми обіцяли передзвонити', 'We promised to call back'],
  'owing.missed': ['Звонили {{when}} и не дождались', 'Телефонували {{when}} і не дочекалися', 'They called {{when}} and nobody answered'],
  'owing.voicemail': ['Оставили сообщение {{when}}', 'Залишили повідомлення {{when}}', 'They left a message {{when}}'],
  'owing.virtual_hold': ['Положили трубку {{when}} и держат место в очереди', 'Поклали слухавку {{when}} і тримають місце в черзі', 'They hung up {{when}} and keep their place in the queue'],
  'owing.requested': ['Договорились о звонке на {{due}}', 'Домовилися про дзвінок на {{due}}', 'A call was agreed for {{due}}'],
  'owing.web': ['Попросили звонок на сайте {{when}}', 'Попросили дзвінок на сайті {{when}}', 'They asked for a call on the site {{when}}'],
  'owing.enquiry_answer': ['Ждут ответа на свой вопрос с {{when}}', 'Чекають відповіді на своє запитання з {{when}}', 'They have waited for an answer since {{when}}'],
  'owing.follow_up': ['Нам есть что сообщить', 'Нам є що повідомити', 'We have something to tell them'],
  'owing.again_one': ['звонили {{count}} раз', 'телефонували {{count}} раз', 'called once'],
  'owing.again_few': ['звонили {{count}} раза', 'телефонували {{count}} рази', 'called {{count}} times'],
  'owing.again_many': ['звонили {{count}} раз', 'телефонували {{count}} разів', 'called {{count}} times'],
  'owing.again_other': ['звонили {{count}} раза', 'телефонували {{count}} раза', 'called {{count}} times'],
  'owing.attempt': ['попытка {{n}}', 'спроба {{n}}', 'attempt {{n}}'],
  'owing.mine': ['Договорились вы', 'Домовилися ви', 'You agreed to call'],
  'owing.then': ['Ответьте, и мы наберём номер.', 'Дайте відповідь, і ми наберемо номер.', 'Answer, and we dial the number.'],
  'owing.machine': ['Автоответчик', 'Автовідповідач', 'Answering machine'],
  'owing.machine-then': ['Звонок завершится, перезвоним позже', 'Дзвінок завершиться, передзвонимо пізніше', 'The call ends; we call again later'],
} satisfies Words
