import type { Words } from '../i18n/lang'

export default {
  'sound.one-way': ['Слышно только одну сторону: {{who}}', 'Чути лише одну сторону: {{who}}', 'Only one side is heard: {{who}}'],
  'sound.bad': ['Плохой звук: {{who}}', 'Поганий звук: {{who}}', 'Bad sound: {{who}}'],
  'sound.figures': ['MOS {{mos}}, потери {{loss}} %, дрожание {{jitter}} мс', 'MOS {{mos}}, втрати {{loss}} %, тремтіння {{jitter}} мс', 'MOS {{mos}}, loss {{loss}}%, jitter {{jitter}} ms'],
  'side.customer': ['звонящий', 'абонент', 'the caller'],
  'side.agent': ['оператор', 'оператор', 'the agent'],
  'side.third': ['третий в разговоре', 'третій у розмові', 'the third party'],
} satisfies Words
