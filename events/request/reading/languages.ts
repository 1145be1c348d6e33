/**
 * Requests in other languages, by the words people and forms use for them. They are named for the person who looks and
 * never acted upon: nobody here can tell a wish from its denial in them. Folded as all sentences are: no accents, `ł` as
 * `l`, `ß` as `ss`; Arabic without its vowel signs.
 */
import type { Ask } from './ask.ts'

interface Words {
  readonly language: string
  readonly ask: Ask
  readonly says: RegExp
}

const withdraw: Ask = 'withdraw-service'

/** One line for each language and ask. */
const table: readonly (readonly [language: string, ask: Ask, says: RegExp])[] = [
  [
    'French',
    'erasure',
    /\b(?:supprim\w+|effac\w*|effacement|suppression|droit a l'oubli|detrui\w+)\b(?!.{0,40}liste de diffusion)/,
  ],
  [
    'French',
    'access',
    /\b(?:droit d'acces|(?:une )?copie (?:de )?(?:toutes? )?(?:de )?(?:mes|les|mon)|acces (?:a|aux) (?:toutes )?(?:mes|les) (?:donnees|informations)|(?:quelles|les) (?:donnees|informations) .{0,40}(?:detenez|avez|conservez|disposez))/,
  ],
  ['French', 'rectification', /\b(?:rectifi\w+|corrig\w+|modifi\w+ (?:mon|mes|ma)|mettre a jour (?:mon|mes|ma))\b/],
  ['French', 'complaint', /\b(?:plainte|reclamation|me plaindre|porter plainte)\b/],
  [
    'French',
    withdraw,
    /\b(?:desabonn\w*|desinscri\w+|retir\w+ (?:mon|notre) (?:consentement|accord)|ne (?:plus|pas) (?:recevoir|m'envoyer|nous envoyer|me contacter)|ne (?:souhaite|veux|desire|souhaitons|voulons) plus|liste de diffusion|cessez de)/,
  ],
  [
    'German',
    'erasure',
    /\b(?:losch\w*|geloscht|loesch\w*|recht auf vergessen\w*|entfern\w+ (?:sie )?(?:alle |meine )+(?:daten|personenbezogen\w+)|vernicht\w+)\b/,
  ],
  [
    'German',
    'access',
    /\b(?:auskunft\w*|kopie (?:aller |meiner |der )|welche (?:personenbezogenen )?(?:daten|informationen)|dsgvo artikel 15|art\.? ?15 dsgvo)/,
  ],
  [
    'German',
    'rectification',
    /\b(?:berichtig\w+|korrigier\w+|ander(?:n|ung) (?:sie )?(?:bitte )?(?:mein\w*|meines|der)|aktualisier\w+ (?:sie )?mein\w*|falsch geschrieben)\b/,
  ],
  ['German', 'complaint', /\b(?:beschwerde\w*|beschwer\w+|datenschutzverletzung)\b/],
  [
    'German',
    withdraw,
    /\b(?:abmeld\w+|abbestell\w+|widerruf\w*|einwilligung\w*|keine (?:weiteren )?(?:emails?|nachrichten|mails|newsletter)|nicht mehr (?:kontaktier\w+|anschreiben|schreiben|erhalten)|melden sie mich .{0,40}ab|verteiler)\b/,
  ],
  [
    'Polish',
    'erasure',
    /\b(?:usun\w*|usuni\w+|skasow\w+|prawo do bycia zapomnianym|wykasow\w+)\b(?!.{0,30}list[ye] mailing)/,
  ],
  [
    'Polish',
    'access',
    /\b(?:dostep\w* do (?:moich |swoich |wszystkich )*(?:danych|informacji)|kopi[eiaę] (?:wszystkich |moich )*(?:danych|informacji)|jakie (?:dane|informacje)|wgladu?|prawo dostepu)\b/,
  ],
  [
    'Polish',
    'rectification',
    /\b(?:popraw\w+|sprostow\w+|zmian[ae] (?:mojego|moich|nazwiska|adresu)|zmieni\w+ (?:moje|moj|nazwisko|adres)|zaktualiz\w+ (?:moje|moj)|sprostuj\w*)\b/,
  ],
  ['Polish', 'complaint', /\b(?:skarg[aeęi]|zazaleni\w+|reklamacj\w+)\b/],
  [
    'Polish',
    withdraw,
    /\b(?:wypis\w+|wycof\w+ (?:moja |swoja |moje )?zgod\w*|cofam zgod\w*|rezygnuj\w+ z|nie (?:chce|zycze sobie|wyrazam zgody)|nie wysyla\w+|odwoluje zgod\w*|prosze nie)\b/,
  ],
  [
    'Spanish',
    'erasure',
    /\b(?:elimin\w+|borr\w+|suprim\w+|supresion|derecho al olvido|cancelacion de (?:mis )?datos)\b/,
  ],
  [
    'Spanish',
    'access',
    /\b(?:derecho de acceso|copia de (?:todos |toda )*(?:los |la |mis |mi )*(?:datos|informacion)|acceso a mis datos|acceder a mis datos|que (?:datos|informacion) .{0,30}(?:tienen|tiene|guardan|poseen))/,
  ],
  [
    'Spanish',
    'rectification',
    /\b(?:rectific\w+|corrij\w+|corregi\w+|actualic\w+ mi|actualizar mi|cambi\w+ mi (?:nombre|apellido|direccion|correo))/,
  ],
  ['Spanish', 'complaint', /\b(?:queja|reclamacion|quejarme|denuncia)\b/],
  [
    'Spanish',
    withdraw,
    /\b(?:dar(?:me|se)? de baja|darme de baja|denme de baja|retir\w+ (?:mi|nuestro) consentimiento|revoc\w+ (?:mi|el) consentimiento|no (?:deseo|quiero|deseamos|queremos) (?:recibir|seguir|mas)|dejen de (?:enviar\w*|escribir\w*|contactar\w*)|no me (?:envien|escriban|contacten)|lista de correo)/,
  ],
  ['Italian', 'erasure', /\b(?:cancell\w+|elimin\w+|diritto all'oblio)\b/],
  [
    'Italian',
    'access',
    /\b(?:diritto di accesso|copia (?:di tutti |dei |di )*(?:i )?(?:miei )?dati|accesso ai miei dati|quali dati)\b/,
  ],
  ['Italian', 'rectification', /\b(?:rettific\w+|corregger\w+|correggete|aggiornare (?:il mio|i miei))/],
  ['Italian', 'complaint', /\b(?:reclamo|lamentela|denuncia)\b/],
  [
    'Italian',
    withdraw,
    /\b(?:disiscri\w+|revoc\w+ (?:il )?(?:mio )?consenso|ritir\w+ (?:il )?(?:mio )?consenso|non (?:desidero|voglio) (?:piu )?ricevere|annullare l'iscrizione)/,
  ],
  [
    'Portuguese',
    'erasure',
    /\b(?:apag\w+|elimin\w+|exclu\w+|direito ao esquecimento)\b.{0,60}\b(?:dados|informac\w+|tudo)/,
  ],
  [
    'Portuguese',
    'access',
    /\b(?:direito de acesso|copia de todos os (?:meus )?dados|copia dos meus dados|acesso aos meus dados|que dados)\b/,
  ],
  ['Portuguese', 'rectification', /\b(?:retific\w+|corrig\w+|corrij\w+|atualizar o meu|alterar o meu)/],
  ['Portuguese', 'complaint', /\b(?:queixa|reclamac\w+)\b/],
  [
    'Portuguese',
    withdraw,
    /\b(?:cancelar a (?:minha )?(?:subscri\w+|inscri\w+)|retir\w+ (?:o )?(?:meu )?consentimento|nao (?:quero|desejo) (?:mais )?receber|remov\w+ (?:o )?meu)/,
  ],
  ['Dutch', 'erasure', /\b(?:verwijder\w*|wis(?:sen)?|recht op vergetelheid)\b/],
  ['Dutch', 'access', /\b(?:inzage\w*|kopie van (?:al )?(?:mijn|de|alle)|welke gegevens)\b/],
  ['Dutch', 'rectification', /\b(?:rectific\w+|corrig\w+|verbeter\w+ (?:mijn|u)|wijzig\w+ (?:mijn|u))/],
  ['Dutch', 'complaint', /\b(?:klacht\w*)\b/],
  [
    'Dutch',
    withdraw,
    /\b(?:afmeld\w+|uitschrijv\w+|schrijf (?:mij|me) uit|toestemming (?:in|intrekken)|trek .{0,20}toestemming|geen (?:emails?|mails|nieuwsbrief\w*) meer)/,
  ],
  ['Romanian', 'erasure', /\b(?:sterge\w*|stergerea|dreptul de a fi uitat|eliminat\w*)\b/],
  [
    'Romanian',
    'access',
    /\b(?:drept\w* de acces|copie a (?:tuturor )?(?:datelor|informatiilor)|ce date|acces la datele)\b/,
  ],
  ['Romanian', 'rectification', /\b(?:rectific\w+|corect\w+|actualiz\w+)\b.{0,40}\b(?:numele|datele|adresa)/],
  ['Romanian', 'complaint', /\b(?:plangere\w*|reclamati\w+)\b/],
  ['Romanian', withdraw, /\b(?:dezabon\w+|retrag (?:consimtamantul|acordul)|nu mai (?:doresc|vreau)|consimtamant\w*)/],
  [
    'Turkish',
    'erasure',
    /\b(?:sil(?:in|iniz|inmesini|me|mek|erek)\w*|kisisel verilerim\w* .{0,30}sil\w+|unutulma hakki)\b/,
  ],
  ['Turkish', 'access', /\b(?:kisisel veriler\w* .{0,40}(?:kopya\w*|bilgi|eris\w+)|kopyasini|hakkimda tuttugunuz)\b/],
  ['Turkish', 'rectification', /\b(?:duzelt\w+)\b/],
  ['Turkish', 'complaint', /\b(?:sikayet\w*)\b/],
  [
    'Turkish',
    withdraw,
    /\b(?:abonelikten|listeden cikar\w*|(?:riza|onay)\w* geri (?:al|cek)\w+|eposta (?:gonder\w+|almak iste\w+))/,
  ],
  // Urdu as written with Latin letters; Hindi is written much the same.
  [
    'Urdu (Latin letters)',
    'erasure',
    /\b(?:data|maloomat|malumat|malomat|tafseelat|record|information|details|sab kuch|jankari)\b.{0,50}\b(?:delete|mita|mitaa|khatam|hata|hataa|saaf|zaya)\b|\b(?:delete|mita|mitaa|hata|hataa|khatam)\b.{0,20}\b(?:kar|kr|do|dein|den|dain|dijiye|dijie|karein|karen)\b/,
  ],
  [
    'Urdu (Latin letters)',
    'access',
    /\b(?:copy|nakal|naqal)\b.{0,60}\b(?:chahiye|chahye|bhej\w*|dein|den|dain|mera|meri|mere)\b|\b(?:mere|meray|meri|mera) (?:bare|baray|barey|baare)\b.{0,60}\b(?:data|maloomat|malumat|information|record|kya)|\bmer[aie]y? (?:zaati |zati |personal )?(?:data|maloomat|malumat)\b.{0,40}\b(?:copy|nakal|naqal|dikha\w*|bhej\w*)/,
  ],
  [
    'Urdu (Latin letters)',
    'rectification',
    /\b(?:naam|nam|pata|email|number)\b.{0,40}\b(?:durust|theek|thik|tabdeel|tabdil|sahi|ghalat|galat|badal)\b/,
  ],
  ['Urdu (Latin letters)', 'complaint', /\b(?:shikayat|shikaayat)\b/],
  [
    'Urdu (Latin letters)',
    withdraw,
    /\b(?:mujhe|hamen|hamein|humein|mujhay)\b.{0,40}\b(?:email|emails|mail|mails|paigham|list|message)\b.{0,40}\b(?:na|mat|nahi|nahin|band|nikal\w*|hata)\b|\b(?:ijazat|razamandi|raza ?mandi)\b.{0,30}\b(?:wapas|wapis)\b|\b(?:na|mat) bhej\w*|\bbhejna band\b/,
  ],
  ['Urdu', 'erasure', /(?:حذف|مٹا|ختم کر|ڈیلیٹ|مٹایا)/],
  ['Urdu', 'access', /(?:کاپی|نقل|میرے بارے|میرے متعلق)/],
  ['Urdu', 'rectification', /(?:درست|تصحیح|تبدیل کر)/],
  ['Urdu', 'complaint', /(?:شکایت)/],
  ['Urdu', withdraw, /(?:رضامندی|اجازت واپس|نہ بھیج|مت بھیج|بھیجنا بند|فہرست سے|ای میل.{0,20}بند)/],
  ['Arabic', 'erasure', /(?:حذف|محو|مسح|الحق في النسيان|ازاله بيانات|ازالة بيانات|احذف)/],
  ['Arabic', 'access', /(?:نسخه|نسخة|الوصول الي|الوصول الى|الاطلاع علي|الاطلاع على|حق الوصول|تحتفظون|لديكم عني)/],
  ['Arabic', 'rectification', /(?:تصحيح|تعديل|تحديث بيانات|صححوا)/],
  ['Arabic', 'complaint', /(?:شكوي|شكوى|اشتكي)/],
  [
    'Arabic',
    withdraw,
    /(?:الغاء الاشتراك|الغاء اشتراك|سحب موافق|اسحب موافق|عدم ارسال|التوقف عن|لا ترسلوا|توقفوا عن|عدم مراسل|قائمة البريد|القائمة البريدية)/,
  ],
  [
    'Arabic (Latin letters)',
    'erasure',
    /\b(?:hadhf|hazf|ihdhif\w*|i7thif\w*|amsah\w*|imsah\w*|msh)\b.{0,40}\b(?:bayanat\w*|ma3lumat\w*|maalumat\w*|malumat\w*)/,
  ],
  [
    'Arabic (Latin letters)',
    'access',
    /\b(?:nuskha|noskha|nus5a)\b.{0,60}\b(?:bayanat\w*|ma3lumat\w*|maalumat\w*|malumat\w*)/,
  ],
  [
    'Arabic (Latin letters)',
    withdraw,
    /\b(?:ilgha\w*|elgha\w*) al ?-?ishtirak|\bla tursil\w*|\bsahb (?:al )?muwafaqa\w*/,
  ],
  ['Bengali', 'erasure', /(?:মুছে|ডিলিট|মুছুন)/u],
  ['Bengali', 'access', /(?:কপি|অনুলিপি|আমার সম্পর্কে)/u],
  ['Bengali', withdraw, /(?:সম্মতি|পাঠাবেন না|পাঠানো বন্ধ|আনসাবস্ক্রাইব)/u],
  ['Punjabi', 'erasure', /(?:ਮਿਟਾ|ਡਿਲੀਟ|ਹਟਾ)/u],
  ['Punjabi', 'access', /(?:ਕਾਪੀ|ਨਕਲ|ਮੇਰੇ ਬਾਰੇ)/u],
  ['Hindi', 'erasure', /(?:हटा|मिटा|डिलीट)/u],
  ['Hindi', 'access', /(?:प्रतिलिपि|कॉपी|मेरे बारे)/u],
  ['Hindi', withdraw, /(?:सहमति|न भेजें|मत भेज|बंद कर)/u],
  ['Gujarati', 'erasure', /(?:કાઢી નાખ|ડિલીટ|ભૂંસ)/u],
  ['Gujarati', 'access', /(?:નકલ|કૉપિ|મારા વિશે)/u],
  [
    'Ukrainian, Russian',
    'erasure',
    /(?:видал\p{L}+|удал\p{L}+|стерт\p{L}*|стереть|право на забуття|право на забвение)/u,
  ],
  [
    'Ukrainian, Russian',
    'access',
    /(?:копi\p{L}+|копі\p{L}+|копи\p{L}+|доступ\p{L}* (?:до|к)|яку інформацію|якi данi|какие данные|якi дані)/u,
  ],
  ['Ukrainian, Russian', 'rectification', /(?:виправ\p{L}+|исправ\p{L}+|змінити (?:моє|мою)|змінити|изменить)/u],
  ['Ukrainian, Russian', 'complaint', /(?:скарг\p{L}+|жалоб\p{L}+)/u],
  [
    'Ukrainian, Russian',
    withdraw,
    /(?:відпис\p{L}+|отпис\p{L}+|відклик\p{L}+ .{0,10}згод\p{L}+|отзыва\p{L}+ .{0,10}согласи\p{L}+|не надсила\p{L}+|не присыла\p{L}+|більше не|больше не)/u,
  ],
  ['Chinese', 'erasure', /(?:删除|刪除|清除|被遗忘权)/u],
  ['Chinese', 'access', /(?:副本|查阅|查閱|我的个人(?:资料|数据|信息)的?(?:副本|拷贝)|访问权)/u],
  ['Chinese', 'rectification', /(?:更正|修改|改正)/u],
  ['Chinese', 'complaint', /(?:投诉|投訴)/u],
  ['Chinese', withdraw, /(?:退订|退訂|取消订阅|取消訂閱|撤回.{0,6}同意|不要再(?:发|發|给|給|联系))/u],
  ['Somali', 'erasure', /\b(?:tirtir\w*|masax\w*)\b/],
  ['Somali', 'access', /\b(?:nuqul|koobi)\b.{0,60}\b(?:xog\w*|macluumaad\w*)/],
  ['Somali', withdraw, /\b(?:iga jooji\w*|ha ii soo dir\w*|ogolaansho\w*)\b/],
  ['Lithuanian', 'erasure', /\b(?:istrin\w+|panaikin\w+)\b/],
  ['Hungarian', 'erasure', /\b(?:torol\w+|torles\w*)\b/],
  ['Hungarian', 'access', /\b(?:masolat\w*|hozzafer\w+)\b/],
  ['Greek', 'erasure', /(?:διαγρα\p{L}+|διαγραφ\p{L}+)/u],
  ['Greek', 'access', /(?:αντιγραφ\p{L}+|προσβαση\p{L}*)/u],
]

const otherLanguages: readonly Words[] = table.map(([language, ask, says]) => ({ language, ask, says }))

/** What a sentence in another language may ask; each ask once. Some words are several languages'. */
export function asksInOtherLanguages(folded: string): readonly Ask[] {
  const found = otherLanguages.filter(({ says }) => says.test(folded)).map(({ ask }) => ask)
  return [...new Set(found)].flatMap((ask) => (ask === withdraw ? [withdraw, 'withdraw-news' as const] : [ask]))
}

/** The commonest words that no neighbour shares. */
const english = new Set(
  'the and to of you is my your please for we from this are not with have it be that if our all no dear hello thanks thank regards emails email on as at by do does can could will would has had been was were what which who any more off out stop remove unsubscribe list i am still already why these those them they there new us more being receive receiving get longer want wish sending send details information about hi'.split(
    ' ',
  ),
)
const cymraeg = new Set(
  "yn yr y ac ar fy eich chi ni mi ei gan wedi bod os diolch gwelwch dda rwy rwyf rydw dwi nid dim ddim ein oddi ataf atom hoffwn hoffem tynnwch peidiwch neu hyn sydd mae i'r i'ch o'ch o'r a'r mae'r annwyl bore prynhawn cofion gwybodaeth os rydym hefyd ond dw wnewch allwch fyddech cystal rhagor rhestr pa gennych amdanaf amdana rydych ydych mewn at gael cael eisiau fel nawr helo pawb fi rwy'n dwi'n rydw'n iawn hwn hon dydw dydyn".split(
    ' ',
  ),
)

/** English, Welsh, or neither as far as the commonest words tell; of very few words English, which they mostly are. */
export function languageOf(folded: string): 'en' | 'cy' | 'other' {
  const words = folded.slice(0, 8_000).match(/[\p{L}']+/gu) ?? []
  const count = (known: ReadonlySet<string>) => words.filter((word) => known.has(word)).length
  const [en, cy] = [count(english), count(cymraeg)]
  const latin = words.filter((word) => /^[a-z']+$/.test(word)).length
  if (words.length > 0 && latin < words.length / 2) return 'other'
  const few = words.length < 20 && asksInOtherLanguages(folded).length === 0
  if (words.length >= 5 && !few && (en + cy) / words.length < 0.17) return 'other'
  if (words.length < 5 && en + cy === 0 && asksInOtherLanguages(folded).length > 0) return 'other'
  return cy > en ? 'cy' : 'en'
}
