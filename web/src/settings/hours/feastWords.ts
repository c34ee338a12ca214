import type { Words } from '../../i18n/lang'

/** Public holidays by the server's English name: lower case, anything but letters an underscore. */
export default {
  'feast.new_year': ['Новый год', 'Новий рік', 'New Year'],
  'feast.christmas': ['Рождество', 'Різдво', 'Christmas'],
  'feast.defender_of_the_fatherland_day': ['День защитника Отечества', 'День захисника Вітчизни', 'Defender of the Fatherland Day'],
  'feast.women_s_day': ['Международный женский день', 'Міжнародний жіночий день', 'Women’s Day'],
  'feast.spring_and_labour_day': ['Праздник Весны и Труда', 'Свято Весни і Праці', 'Spring and Labour Day'],
  'feast.labour_day': ['День труда', 'День праці', 'Labour Day'],
  'feast.victory_day': ['День Победы', 'День Перемоги', 'Victory Day'],
  'feast.russia_day': ['День России', 'День Росії', 'Russia Day'],
  'feast.unity_day': ['День единства', 'День єдності', 'Unity Day'],
  'feast.easter': ['Пасха', 'Великдень', 'Easter'],
  'feast.trinity': ['Троица', 'Трійця', 'Trinity'],
  'feast.day_of_remembrance_and_victory': ['День памяти и победы', 'День пам’яті та перемоги', 'Day of Remembrance and Victory'],
  'feast.constitution_day': ['День Конституции', 'День Конституції', 'Constitution Day'],
  'feast.statehood_day': ['День государственности', 'День Державності', 'Statehood Day'],
  'feast.independence_day': ['День независимости', 'День Незалежності', 'Independence Day'],
  'feast.defenders_day': ['День защитников и защитниц', 'День захисників і захисниць', 'Defenders’ Day'],
  'feast.nauryz': ['Наурыз', 'Науриз', 'Nauryz'],
  'feast.defender_day': ['День защитника', 'День захисника', 'Defender Day'],
  'feast.capital_day': ['День столицы', 'День столиці', 'Capital Day'],
  'feast.republic_day': ['День Республики', 'День Республіки', 'Republic Day'],
  'feast.kurban_ait': ['Курбан айт', 'Курбан айт', 'Kurban Ait'],
} satisfies Words
