import type { Words } from '../../i18n/lang'

export default {
  'ext.text': ['Кого звонящий может набрать в меню', 'Кого абонент може набрати в меню', 'Whom callers can dial in a menu'],
  'ext.agent': ['Сотрудник', 'Співробітник', 'Agent'],
  'ext.ext': ['Внутренний номер', 'Внутрішній номер', 'Extension'],
  'ext.name': ['Имя, как его набирают буквами', 'Ім’я, як його набирають літерами', 'Name as callers spell it'],
  'ext.of': ['Внутренний номер: {{name}}', 'Внутрішній номер: {{name}}', 'Extension of {{name}}'],
  'ext.name-of': ['Имя для набора: {{name}}', 'Ім’я для набору: {{name}}', 'Name to dial for {{name}}'],
  'ext.save': ['Сохранить', 'Зберегти', 'Save'],
  'ext.saved': ['Сохранено', 'Збережено', 'Saved'],
  'extension.too_many': ['Больше {{max}} нельзя.', 'Більше {{max}} не можна.', 'No more than {{max}}.'],
  'extension.agent': ['Строка {{row}}: сотрудник не выбран или стоит дважды.', 'Рядок {{row}}: співробітника не обрано або він стоїть двічі.', 'Row {{row}}: no agent, or one twice.'],
  'extension.digits': ['Строка {{row}}: номер – до {{max}} цифр.', 'Рядок {{row}}: номер – до {{max}} цифр.', 'Row {{row}}: up to {{max}} digits.'],
  'extension.taken': ['Номер {{ext}} стоит дважды.', 'Номер {{ext}} стоїть двічі.', 'The extension {{ext}} stands twice.'],
  'extension.name_too_long': ['Строка {{row}}: имя длиннее {{max}} знаков.', 'Рядок {{row}}: ім’я довше за {{max}} знаків.', 'Row {{row}}: the name has more than {{max}} characters.'],
} satisfies Words
