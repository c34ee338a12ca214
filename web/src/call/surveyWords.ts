import type { Words } from '../i18n/lang'

export default {
  'survey.title': ['Опрос после разговора', 'Опитування після розмови', 'Survey after the call'],
  'survey.mark': ['Оценка {{n}} из 5', 'Оцінка {{n}} з 5', 'Mark {{n}} of 5'],
  'survey.no-mark': ['Оценки нет', 'Оцінки немає', 'No mark'],
  'survey.solved': ['вопрос решён', 'питання вирішено', 'solved'],
  'survey.unsolved': ['вопрос не решён', 'питання не вирішено', 'not solved'],
  'survey.comment': ['сказал несколько слов: запись среди записей звонка', 'сказав кілька слів: запис серед записів дзвінка', 'left a few words: among the recordings of the call'],
  'survey.broken': ['положил трубку раньше', 'поклав слухавку раніше', 'hung up before the end'],
} satisfies Words
