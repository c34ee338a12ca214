import type { Words } from '../../i18n/lang'

export default {
  'survey.title': ['Опрос после разговора', 'Опитування після розмови', 'Survey after the call'],
  'survey.text': ['Когда сотрудник кладёт трубку, звонящий остаётся и отвечает клавишами: оценка, решён ли вопрос, пара слов.', 'Коли співробітник кладе слухавку, абонент лишається й відповідає клавішами: оцінка, чи вирішено питання, кілька слів.', 'When the agent hangs up, the caller stays and answers by keys: a mark, whether it is solved, a few words.'],
  'survey.share': ['После какой доли разговоров', 'Після якої частки розмов', 'After what share of the calls'],
  'survey.nobody': ['никого не спрашивать', 'нікого не питати', 'ask nobody'],
  'survey.menu': ['Кто спрашивает', 'Хто питає', 'Who asks'],
  'survey.shipped': ['Готовые три вопроса', 'Готові три питання', 'The three shipped questions'],
  'survey.save': ['Сохранить опрос', 'Зберегти опитування', 'Save the survey'],
  'survey.changed_meanwhile': ['Пока вы правили, это изменилось.', 'Поки ви редагували, це змінилося.', 'It was changed while you were editing.'],
  'survey.menu_unknown': ['Это меню другого клиента.', 'Це меню іншого клієнта.', 'That menu is another client’s.'],
  'survey.share_wrong': ['Доля от 0 до 100.', 'Частка від 0 до 100.', 'A share from 0 to 100.'],
  'survey.too_many': ['Слишком много ответов для одного отчёта: возьмите срок короче.', 'Забагато відповідей для одного звіту: візьміть коротший строк.', 'Too many answers for one report: take a shorter time.'],
} satisfies Words
