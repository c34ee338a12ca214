import type { Words } from '../../i18n/lang'

export default {
  'skill.text': ['Кто что умеет: линия спрашивает навык, у оператора он есть', 'Хто що вміє: лінія питає навичку, в оператора вона є', 'Who can do what: a line asks for a skill, an agent has it'],
  'skill.add': ['Добавить навык', 'Додати навичку', 'Add a skill'],
  'skill.new': ['Новый навык', 'Нова навичка', 'New skill'],
  'skill.title': ['Навык «{{name}}»', 'Навичка «{{name}}»', 'Skill “{{name}}”'],
  'skill.lines': ['Линии', 'Лінії', 'Lines'],
  'skill.people': ['Люди', 'Люди', 'People'],
  'skill.empty': ['Навыков пока нет', 'Навичок поки немає', 'No skills yet'],
  'skill.empty-text': ['Начните с одного, например «продажи»: его спросят линии и получат операторы.', 'Почніть з однієї, наприклад «продажі»: її спитають лінії й отримають оператори.', 'Begin with one, for example “sales”: lines will ask for it and agents will get it.'],
  'user.skill_used': ['Навык нужен: {{by}}. Сначала уберите его там.', 'Навичка потрібна: {{by}}. Спочатку приберіть її там.', 'The skill is used by {{by}}. Take it away there first.'],
  'user.unknown_skill': ['Такого навыка нет.', 'Такої навички немає.', 'There is no such skill.'],
  'user.bad_name': ['Название пустое, слишком длинное или уже занято.', 'Назва порожня, задовга або вже зайнята.', 'The name is empty, too long or taken.'],
} satisfies Words
