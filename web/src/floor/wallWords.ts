import type { Words } from '../i18n/lang'

export default {
  'wall.title': ['Сегодня', 'Сьогодні', 'Today'],
  'wall.exit': ['В зал', 'До зали', 'To the floor'],
  'wall.longest': ['дольше всех', 'найдовше', 'longest'],
  'wall.page': ['{{n}} из {{all}}', '{{n}} з {{all}}', '{{n}} of {{all}}'],
  'wall.calm': ['Всё спокойно', 'Усе спокійно', 'All calm'],
  'wall.more_one': ['и ещё {{count}}', 'і ще {{count}}', 'and {{count}} more'],
  'wall.more_few': ['и ещё {{count}}', 'і ще {{count}}', 'and {{count}} more'],
  'wall.more_many': ['и ещё {{count}}', 'і ще {{count}}', 'and {{count}} more'],
  'wall.more_other': ['и ещё {{count}}', 'і ще {{count}}', 'and {{count}} more'],
  'wall.stale': ['Данные на {{time}}, подключаемся', 'Дані на {{time}}, підключаємося', 'Data of {{time}}, reconnecting'],
  'wall.no-lines': ['Линий пока нет', 'Ліній поки немає', 'No lines yet'],
  'wall.light': ['Светлое', 'Світле', 'Light'],
  'wall.dark': ['Тёмное', 'Темне', 'Dark'],
} satisfies Words
