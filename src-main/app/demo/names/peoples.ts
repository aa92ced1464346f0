import type { PatronymicStyle } from './patronymic.ts'

/** Names of one people, the most usual first. */
export interface People {
  readonly name: string
  /** Share among households, in thousandths. */
  readonly share: number
  /** Space-separated given names, without fashions; null: the Russian ones by year of birth. */
  readonly male: string | null
  readonly female: string | null
  /** Male forms, space-separated. */
  readonly family: string
  /** Whether women carry another form. */
  readonly familyChanges: boolean
  readonly patronymic: PatronymicStyle
  /** Share of people registered without a patronymic, 0 to 1. */
  readonly withoutPatronymic: number
  /** True where most are foreigners with a residence document. */
  readonly foreign: boolean
}

const CENTRAL_ASIAN_MALE =
  'АЗИЗ БАХТИЁР ДИЛШОД ФАРРУХ ЖАСУР ОТАБЕК РУСТАМ САРДОР ШЕРЗОД УЛУГБЕК АКМАЛ БОБУР ДАВРОН ИЛХОМ КАМОЛ МУХАММАД НОДИР ОЙБЕК РАВШАН СУХРОБ ТИМУР ХАСАН'
const CENTRAL_ASIAN_FEMALE =
  'ГУЛНОРА ДИЛНОЗА ЗУЛФИЯ МАДИНА НАРГИЗА НИЛУФАР ОЗОДА САИДА УМИДА ФЕРУЗА ШАХНОЗА ДИЛОРОМ ЗЕБО ЛОЛА МАЛИКА МОХИРА НОДИРА РАЪНО СЕВАРА ХУРШИДА'

export const peoples: readonly People[] = [
  {
    name: 'tatar',
    share: 55,
    male: 'РИНАТ РУСТАМ ИЛЬДАР МАРАТ РАМИЛЬ АЙРАТ ИЛЬНУР РАФАЭЛЬ ТИМУР ДАМИР РАВИЛЬ АЗАТ АЛМАЗ ФАНИС РИШАТ НАИЛЬ КАМИЛЬ БУЛАТ ИСКАНДЕР ГАБДУЛЛА МАНСУР РАШИД ШАМИЛЬ',
    female:
      'АЛСУ ГУЛЬНАРА АЙГУЛЬ ЛЕЙСАН ДИНАРА АЛЬБИНА РЕЗЕДА ГУЗЕЛЬ РАМИЛЯ ЭЛЬМИРА САБИНА АМИНА АЗАЛИЯ ЯСМИНА ФАРИДА НАИЛЯ РАШИДА ХАЛИДА СУФИЯ',
    family:
      'ХАЙРУЛЛИН САФИН ГАРИФУЛЛИН ЗАКИРОВ НУРИЕВ ШАЙХУТДИНОВ ХАСАНОВ ГАЛИЕВ ВАЛЕЕВ АХМЕТОВ САБИРОВ ИБРАГИМОВ МИННЕХАНОВ ЗАРИПОВ ГИЛЬМУТДИНОВ КАРИМОВ ФАТТАХОВ БИКТИМИРОВ НИЗАМУТДИНОВ ЯРУЛЛИН',
    familyChanges: true,
    patronymic: 'russian',
    withoutPatronymic: 0.002,
    foreign: false,
  },
  {
    name: 'bashkir',
    share: 20,
    male: 'АЗАМАТ САЛАВАТ УРАЛ ИЛЬГИЗ ФАНИЛЬ РУСЛАН АЙНУР ИШМУРАТ ЮЛАЙ ХАЛИЛ ГАЙСА НУРИСЛАМ',
    female: 'ЗИЛЯ ГУЛЬШАТ АЙСЫЛУ НУРИЯ ЗУЛЬФИЯ ТАНСУЛПАН ГУЛЬНАЗ ФАНЗИЛЯ МИНЗИФА',
    family: 'ЮЛДАШБАЕВ КУТЛУГИЛЬДИН ЯНБАЕВ ИШМУХАМЕТОВ БАЙМУРЗИН СУЛЕЙМАНОВ ТУЛЫБАЕВ АБДРАХМАНОВ РАХМАТУЛЛИН ЯГАФАРОВ',
    familyChanges: true,
    patronymic: 'russian',
    withoutPatronymic: 0.002,
    foreign: false,
  },
  {
    name: 'chechen',
    share: 14,
    male: 'АСЛАН ИСЛАМ ЗЕЛИМХАН АПТИ ТУРПАЛ-АЛИ МОВСАР УМАР САЙД-МАГОМЕД ХАМЗАТ ШАМХАН АБДУЛЛА РУСЛАН МУСА ИСА',
    female: 'МАДИНА ХЕДА ЗАРЕМА ЛУИЗА АЙНА МАРЕТ ТОИТА СЕДА ЗАИРА АЙШАТ ХАВА ЯХА',
    family: 'ЭЛЬМУРЗАЕВ АСХАБОВ ХАСБУЛАТОВ ДЖАБРАИЛОВ УМАРОВ САЙДУЛАЕВ ГАЙРБЕКОВ БЕРСАНУКАЕВ ТАКАЕВ ЭДИЛЬСУЛТАНОВ',
    familyChanges: true,
    patronymic: 'russian',
    withoutPatronymic: 0.004,
    foreign: false,
  },
  {
    name: 'dagestani',
    share: 16,
    male: 'МАГОМЕД АХМЕД РАСУЛ ГАДЖИ ШАМИЛЬ КУРБАН ОМАР ГАМЗАТ САИД АБДУЛМУСЛИМ ИБРАГИМ ЮСУП АЛИ ЗАУР МУРТАЗАЛИ НУРМАГОМЕД',
    female: 'ПАТИМАТ АЙШАТ ХАДИЖАТ ЗАРЕМА МАРЬЯМ УМУКУСУМ ДЖАМИЛЯ САБИНА ЗАЙНАБ ПАРИЗАТ НАИДА АСИЯТ',
    family: 'МАГОМЕДОВ АЛИЕВ ГАДЖИЕВ ОМАРОВ КУРБАНОВ ИСАЕВ РАМАЗАНОВ АБДУЛЛАЕВ ГАСАНОВ КУРБАНМАГОМЕДОВ АБДУЛМУСЛИМОВ СУЛТАНАХМЕДОВ',
    familyChanges: true,
    patronymic: 'russian',
    withoutPatronymic: 0.003,
    foreign: false,
  },
  {
    name: 'armenian',
    share: 18,
    male: 'АРМЕН АРТУР ТИГРАН ГАГИК АРАМ ДАВИД САМВЕЛ АШОТ ГРАЧЬЯ НАРЕК САРКИС ВАРДАН КАРЕН МГЕР',
    female: 'АНИ ГАЯНЕ НАРИНЕ ЛИАНА АНАИТ МАРИАМ КАРИНЕ ЛУСИНЕ АСМИК РУЗАННА ШУШАН СОНА',
    family: 'ПЕТРОСЯН САРКИСЯН ГРИГОРЯН АКОПЯН АРУТЮНЯН ОГАНЕСЯН КАРАПЕТЯН АВЕТИСЯН ТЕР-МАРТИРОСЯН МКРТЧЯН ТЕР-ГЕВОРКЯН',
    familyChanges: false,
    patronymic: 'russian',
    withoutPatronymic: 0.02,
    foreign: false,
  },
  {
    name: 'georgian',
    share: 6,
    male: 'ГЕОРГИЙ ДАВИД ЛЕВАН ЗУРАБ НОДАР ИРАКЛИЙ ТЕЙМУРАЗ ШОТА АВТАНДИЛ РЕВАЗ',
    female: 'НИНО ТАМАРА МАНАНА КЕТЕВАН ЛАЛИ НАТЕЛА СОФИКО ЭТЕРИ МАКА ТИНАТИН',
    family: 'ГОГИАШВИЛИ КВАРАЦХЕЛИЯ ЧАВЧАНИДЗЕ ДЖАПАРИДЗЕ МГАЛОБЛИШВИЛИ БЕРИДЗЕ КИКНАДЗЕ ЦИКЛАУРИ ГЕЛАШВИЛИ ШЕНГЕЛИЯ',
    familyChanges: false,
    patronymic: 'russian',
    withoutPatronymic: 0.03,
    foreign: false,
  },
  {
    name: 'azerbaijani',
    share: 12,
    male: 'РАШИД АЛИ ВАГИФ ЭЛЬЧИН ИЛЬГАР МАМЕД РАМИЗ ФАИГ ТОФИК НИЗАМИ ОРХАН ГУСЕЙН ЗАУР',
    female: 'АЙТЕН ЛЕЙЛА СЕВДА ГЮЛЬНАР ВЮСАЛА НАРМИНА ХАТИРА ЭЛЬНАРА ФИДАН АЙГЮН',
    family: 'МАМЕДОВ АЛИЕВ ГУСЕЙНОВ ГАСАНОВ КУЛИЕВ АББАСОВ ИСМАЙЛОВ ДЖАФАРОВ БАЙРАМОВ САФАРАЛИЕВ',
    familyChanges: true,
    patronymic: 'oghly',
    withoutPatronymic: 0.02,
    foreign: false,
  },
  {
    name: 'korean',
    share: 5,
    male: null,
    female: null,
    family: 'КИМ ПАК ЦОЙ ЛИ ХАН ТЕН ШИН ХЕГАЙ НАМ МУН ОГАЙ ЮН',
    familyChanges: false,
    patronymic: 'russian',
    withoutPatronymic: 0.06,
    foreign: false,
  },
  {
    name: 'ukrainian',
    share: 48,
    male: null,
    female: null,
    family:
      'ШЕВЧЕНКО БОНДАРЕНКО КОВАЛЕНКО ТКАЧЕНКО КРАВЧЕНКО ОЛЕЙНИК ШЕВЧУК ПОЛИЩУК БОЙКО ЛЫСЕНКО МАРЧЕНКО САВЧЕНКО РУДЕНКО МОРОЗ ПЕТРЕНКО ТКАЧУК КЛИМЕНКО ЛЕВЧЕНКО ГАВРИЛЮК МЕЛЬНИК ЛЯШКО НЕПЕЙВОДА',
    familyChanges: false,
    patronymic: 'russian',
    withoutPatronymic: 0.001,
    foreign: false,
  },
  {
    name: 'german',
    share: 8,
    male: null,
    female: null,
    family: 'МИЛЛЕР ШМИДТ ВЕБЕР ШНЕЙДЕР ФИШЕР БЕККЕР ГОФМАН КОХ ШУЛЬЦ ВАГНЕР РЕЙХ ГЕРДТ ШТАЙНБРЕХЕР',
    familyChanges: false,
    patronymic: 'russian',
    withoutPatronymic: 0.002,
    foreign: false,
  },
  {
    name: 'buryat',
    share: 7,
    male: 'БАИР БАТОР ДОРЖИ ЦЫРЕН СОЛБОН ЖАРГАЛ ДАШИ АЮР БУЛАТ ЭРДЭНИ',
    female: 'САЯНА АЮНА ДАРИМА ТУЯНА СЭСЭГ БАЛЬЖИМА ЦЫПИЛМА ЭРЖЕНА ДОЛГОР',
    family: 'ЦЫРЕНОВ ДОРЖИЕВ БАТУЕВ ЖАМБАЛОВ БАДМАЕВ ЦЫБИКОВ ЭРДЫНЕЕВ ОЧИРОВ НАМСАРАЕВ',
    familyChanges: true,
    patronymic: 'russian',
    withoutPatronymic: 0.003,
    foreign: false,
  },
  {
    name: 'kazakh',
    share: 9,
    male: 'НУРЛАН СЕРИК АСКАР ЕРЛАН АРМАН БОЛАТ ДАНИЯР АЙДОС КАНАТ МАРАТ ТИМУР ЖАНИБЕК',
    female: 'АЙГУЛЬ ДИНАРА САУЛЕ ГУЛЬМИРА АСЕЛЬ АЙЖАН ЖАННА МАДИНА КАМШАТ БОТАГОЗ',
    family: 'АХМЕТОВ СЕЙТКАЛИЕВ ЖУМАБЕКОВ НУРПЕИСОВ БЕКЕТОВ ТУЛЕГЕНОВ ОСПАНОВ ИСКАКОВ САРСЕНБАЕВ АБИЛЬДИН',
    familyChanges: true,
    patronymic: 'uly',
    withoutPatronymic: 0.08,
    foreign: true,
  },
  {
    name: 'uzbek',
    share: 12,
    male: CENTRAL_ASIAN_MALE,
    female: CENTRAL_ASIAN_FEMALE,
    family: 'КАРИМОВ РАХИМОВ ЮСУПОВ ТОШМАТОВ ХОЛМАТОВ ЭРГАШЕВ АБДУРАХМОНОВ МИРЗАЕВ НАЗАРОВ ТУРСУНОВ ХАЙДАРОВ',
    familyChanges: true,
    patronymic: 'ugli',
    withoutPatronymic: 0.12,
    foreign: true,
  },
  {
    name: 'tajik',
    share: 9,
    male: 'ФАРХОД САИДМУРОД ДЖАМШЕД ФИРУЗ СУХРОБ БАХРОМ НЕКРУЗ ПАРВИЗ ДАЛЕР ХУСРАВ ИСКАНДАР',
    female: 'ЗАРИНА МАНИЖА ПАРВИНА САВРИНИСО ГУЛЧЕХРА НИГИНА ФАРЗОНА ТАХМИНА МУНИСА ШАХЛО',
    family: 'РАХМОНЗОДА САФАРОВ НАЗАРЗОДА ШАРИПОВ ХОЛОВ КУРБОНОВ МИРЗОЕВ ДАВЛАТОВ ГУЛЗОДА ОДИНАЕВ САИДЗОДА',
    familyChanges: true,
    patronymic: 'russian',
    withoutPatronymic: 0.2,
    foreign: true,
  },
  {
    name: 'kyrgyz',
    share: 9,
    male: 'БАКЫТ НУРБЕК АЗАМАТ ЭРКИН ТААЛАЙ КУБАНЫЧБЕК ЖЕНИШ УЛАН МИРЛАН ЭМИЛЬ',
    female: 'АЙНУРА ГУЛЬЗАТ НУРГУЛЬ ЖЫЛДЫЗ АЙПЕРИ БЕРМЕТ ЧОЛПОН КАНЫКЕЙ МЭЭРИМ',
    family: 'АСАНОВ БАКИРОВ ТОКТОСУНОВ ЖУМАБАЕВ МАМЫТОВ КАДЫРКУЛОВ БЕЙШЕНАЛИЕВ СЫДЫКОВ АБДЫЛДАЕВ',
    familyChanges: true,
    patronymic: 'uulu',
    withoutPatronymic: 0.12,
    foreign: true,
  },
  {
    name: 'from-afar',
    share: 4,
    male: 'ВАН ЧЖАН НГУЕН АБДУЛ ХУАН МОХАММЕД САМУЭЛЬ ПРАКАШ АХМАД ЖУАН-КАРЛУШ',
    female: 'МЭЙ ЛИН ТХИ АМИНАТА ФАТИМА ЛУЧИЯ ГРЕЙС ПРИЯ ХОА ЖОЗЕФИНА',
    family: 'ВАН ЛИ НГУЕН ЧАН АЛЬ-ХАСАН СИНГХ ОБИ ГАРСИЯ-ЛОПЕС ДИАЛЛО ЧЖОУ',
    familyChanges: false,
    patronymic: 'none',
    withoutPatronymic: 1,
    foreign: true,
  },
]
