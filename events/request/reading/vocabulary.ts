/**
 * What the words of a wish are, by their part in it: English and Welsh side by side, because mails mix them and the
 * wishes are put together the same way (wishes.ts). A word may have several parts; `_` stands for a space.
 */

/** A trailing `*` stands for any ending. */
const english = {
  /** To make something end. */
  STOP: 'stp disconnect put_paid_to call_off wind_up wind_down dispense_with scrap ditch axe have_done_with do_away_with lay_off let_up ease_off hold_off pack_up knock_on_the_head put_a_halt_to put_a_lid_on bring_to_an_end bring_to_a_close bring_to_a_halt mute~ silence~ ban bar forgo forego stop~ cease~ end~ quit quitting halt~ discontinue~ terminate~ desist~ refrain~ suspend give_over leave_off leaving_off pack_in pack_it_in knock_off cut_out switch_off switched_off turn_off turned_off turning_off shut_off cut_off put_a_stop_to put_an_end_to putting_a_stop_to putting_an_end_to bring_an_end_to call_a_halt_to call_time_on draw_a_line_under pull_the_plug_on put_the_brakes_on give_up kill disable deactivate cancel~ abandon stem curtail finish',
  /** To take somebody out of where they are. */
  REMOVE:
    'scrap~ unscrub unget un-get chop~ shift slip lift dump ditch lop axe cull haul yank boot blot bar barred excuse~ spare~ dispense filter~ separate disassociate dissociate part drag whip nix zap nuke extract~ extricate unpick unlink untag detag delist~ disenrol bring brought move remove~ removal take~ taken delete~ deletion strike~ struck cross~ scrub~ drop~ scratch~ erase~ pull~ get~ wipe~ expunge~ purge~ knock~ rub~ withdraw~ withdrawn omit~ exclude~ exclusion leave~ left lose eliminate~ deregister~ de-register detach~ cut bump sign~ release~ free discharge~ kick chuck weed bin unlist~ let block~ clear~ cleanse drop_off disconnect tip prune unplug unhook uninvite strip retire',
  UNSUBSCRIBE:
    'unscubscribe unscribe unsubscription~ unsubcribing desuscribe discribe unsubscribe~ unsub~ unfollow desubscribe de-subscribe disenrol disenroll unenrol unenroll unregister',
  OPTOUT:
    'opt_me_out opted-out opts_out opt_us_out opt_out opting_out opted_out opt_outs contract_out bow_out bowing_out check_out',
  /** To go oneself. */
  GO: 'come_away_from bowing_out_of bow_out_from sign_myself_off step_back_from drop_off depart departing take_my_leave_of take_leave_of wave_goodbye_to say_goodbye_to saying_goodbye_to say_farewell_to saying_farewell_to part_ways_with extricate_myself_from remove_myself_from removing_myself_from take_myself_off taking_myself_off unsubscribing_from excuse_myself_from extract_myself_from opt_out_from exit exiting come_off coming_off get_off getting_off get_out_of getting_out_of be_off drop_out_of dropping_out_of bow_out_of step_away_from stepping_away_from step_off withdraw withdrawing resign sign_off signing_off sign_out back_out_of part_company_with jump_off be_shot_of be_rid_of be_free_of be_spared',
  /** To write to somebody. */
  CONTACT:
    'e-mail writting comunicate wrting write_back trouble~ contact~ email~ mail~ write~ written wrote message~ correspond~ communicate~ approach~ bother~ pester~ spam~ bombard~ hassle~ harass~ badger~ hound~ chase~ nag~ disturb~ flood~ inundate~ swamp~ targeting targeted get_in_touch getting_in_touch be_in_touch been_in_touch keep_in_touch stay_in_touch reach_out reaching_out drop_a_line bug~ plague~ deluge~ ping pinging clog~ clutter~ remind~ invite~ notify~ keep_emailing keep_writing keep_contacting cc~ copy_in copying_in',
  SEND: 'sendin sendign snd route~ relay dispatch~ despatch distribute~ transmit~ email~ mail~ provide~ give~ bombard~ copy~ furnish feed feeding chuck_out put_out publish send~ sent forward~ post~ deliver~ issue~ circulate~ shoot fire~ push~ chuck~ churn_out pump_out dish_out drop~ supply~ address~ direct~ keep_sending keep_on_sending ship fling bung',
  /** To get what is sent. */
  RECEIVE:
    'recieve be_emailed be_given been_sent come_by be_getting be_receiving be_wanting be_needing hear_about subscribe_to subscribed_to be_bothered_with be_troubled_with be_in_receipt_of be_recipient be_a_recipient_of be_on_the_receiving_end_of go_on keep_on keep_getting keep_receiving keep receive~ get~ got have~ see~ accept~ finding hear~ hear_from hearing_from be_sent being_sent read~ be_on be_part_of be_in be_included_in be_included_on being_on stay_on staying_on remain_on remaining_on stay remain continue~ receipt be_kept_on kept_on get_on be_subscribed_to being_subscribed_to carry_on_with go_on_with be_copied_into be_added_to be_listed_on listed',
  /** What is sent. */
  LETTERS:
    'emals emial emials emailing e-magazine emagazine e-zine ezine news_items messaging subscription_emails bulletin_emails chaser junk_mail electronic_mail mail_shots mail_shot missives missive newsfeed updating corresponding email emails mail mails mailing mailings mailshot mailshots mailout mailouts mail-out mail-outs mail_outs mail_out mailer mailers e-shot e-shots eshot eshots e-mailer message messages letter letters lettr newsletter newsletters e-newsletter e-newsletters enewsletter news bulletin bulletins e-bulletin e-bulletins ebulletin circular circulars communication communications comms correspondence reminder reminders nudge nudges update updates notification notifications alert alerts digest digests round-up round-ups roundup roundups round_up round-robin round-robins round_robin magazine marketing promotion promotions promo promos promotional_material advert adverts advertising advertisement advertisements ads spam junk mass-mailing mass_mailing chasers dispatches despatches broadcasts broadcast e-blasts emailings listserv',
  /** What may also be something else: only where it is sent or received. */
  STUFF:
    'invitations invitation invites invite notices notice flyers flyer leaflets leaflet articles article issue issues edition editions texts text_messages delivery deliveries posts prompts prompt offer offers stream flow torrent flood barrage deluge reads reading_matter chasing nagging announcements announcement publicity post_outs postbag despatch feeds bumf editorials blasts transmissions stuff thing things rubbish bumph guff drivel nonsense tosh waffle tat clutter noise material materials content blurb post literature contact note notes info information bits_and_bobs bits bits_and_pieces bumpf traffic memo memos missive missives messaging',
  /** What stands for it, or for nothing more of it. */
  THESE:
    'em rest whole_lot something any_of_it all_of_it all_of_them all_of_these all_that every_last_one these those them they this it that anything everything any all anymore more nothing any_of these_things the_lot it_all anything_else anything_more anything_further any_further further one another one_more any_such such ones the_rest one_of_these none both either this_one that_one',
  LIST: 'people_you_mail people_you_email people_you_write_to people_you_contact people_you_send those_you_email those_you_write_to those_you_mail emial_list send_list send-list distribution_group mailing_group round_robin round-robin recipients_list circulations directory_of_contacts email_system emailing contact_group rolls loop list lists mailing_list mailing_lists distribution circulation distribution_list circulation_list books address_book contact_list contact_lists subscription subscriptions register rota mailing mailings email_group group distributions subscriber_list subscribers contacts roll recipients recipient_list membership',
  ME: 'my_stuff ourself oneself me_too the_address_above our_whole_school my_school my_name_and_details this_particular_address this_mail_address this_one_address this_person this_user this_recipient my_gmail my_hotmail the_undersigned_person myself_and_my_address me us myself ourselves my_email_account our_school this_school the_above_address the_above_email the_above_email_address the_above my_name_and_address my_name_and_email us_all yours_truly the_undersigned mine me_personally',
  /** Where what is held is kept: to be taken out of it is another matter (rights.ts). */
  STORE: 'database databases system systems record records file files crm computer computers server servers',
  YOU: 'yours you yourselves iqm iqm_team inclusion_quality_mark the_inclusion_quality_mark your_organisation your_organization your_company your_team your_office your_body your_end your_side anyone_at_iqm your_colleagues your_lot you_lot you_all you_guys you_people',
  CONSENT:
    'my_agreement our_agreement agreement_to consents_given go_ahead ok_to_be_contacted opting_in opt-ins consent consents consented consenting permission permissions approval authorisation authorization authority go-ahead opt-in opt_in blessing subscription subscriptions preferences',
  /** To undo it. */
  REVOKE:
    'taking_back at_an_end at_end void_from untick~ tear_up rip_up cancelling_out taken_away take_away taking_away call_back undone withdraw~ withdrawn withdrew withdrawal revoke~ revocation retract~ rescind~ cancel~ ending ended terminate~ take_back taken_back undo~ reverse~ dropping lapse~ expired void nullify~ annul~ discontinue go_back_on void_and_null pull_back recall renounce~ relinquish~ repeal quash',
  WANT: 'wanna wishful intending keen desirous want~ wish~ wishes like care need needing needed require~ desire prefer fancy~ expect~ interest~ happy willing content comfortable ok okay fine consent consenting agree agreeing appreciate welcome enjoy in_the_market_for in_need_of up_for wish_for care_for care_to',
  GIVE: 'give~ grant~ have has got hold retain',
  /** Before what is not wanted. */
  NOT: "not never no_longer nor neither cannot without rather_not sooner_not prefer_not nothing not_to no_more_wish hardly n't don't",
  NO: 'no zero nil none_of',
  MORE: 'more further additional',
  OFF: 'off from out_of out off_of off_from',
  OBJECT: 'opposed_to oppose~ against object~ objection decline~ refuse~ reject~ say_no saying_no say_no_to',
  LAST: 'concluding closing last final very_last',
} as const

/** Words of Welsh with the changes that their beginnings go through; used where a mail has Welsh. */
const welsh: Readonly<Partial<Record<Part, string>>> = {
  STOP: 'dod_a_hyn dirwyn cau gau caewch stopiwch_a dod_a_ddod_i_ben rhoid_gora_i roi_gora_i rhowch_gora_i rhoi_gora_i rhoir_gora_i rhoir_gorau_i roir_gorau_i roir_gora_i dod_a ddod_a dewch_a peidio_parhau diffodd diffoddwch ddiffodd dirwyn_i_ben stopi* stopio stopiwch rhoi_gorau_i roi_gorau_i rhowch_gorau_i rho_gorau_i rhoi_y_gorau_i roi_y_gorau_i rhowch_y_gorau_i terfynu terfynwch derfynu atal ataliwch gorffen gorffennwch diweddu',
  REMOVE:
    'ddileer nhynnu_i thynner chroesi croesa groesi tynnwch_e gadael ngadael adael gadewch gadwch hepgorer heithrio_i eithrier tynnwch_hi sgrapio dynnwch bwrw bwriwch rhyddhau rhyddhewch ryddhau tynnu tynnwch dynnu thynnu nhynnu tynnaf dynnaf tynner tynna dileu dilewch ddileu nileu dileer ddilewch dileuwch dilea symud symudwch symudir cymryd cymerwch gymryd diddymu diddymwch ddiddymu eithrio eithriwch heithrio gollwng gollyngwch ollwng croesi croeswch gwaredu gwaredwch hepgor hepgorwch dilëwch',
  UNSUBSCRIBE:
    'di-danysgrif* ddi-danysgrif* ansubscrib* dad-gofrestr* datgofrestr* ddatgofrestr* dad-danysgrif* dad-tanysgrif* dad-ddanysgrif* datdanysgrif* ddad-danysgrif* ddatdanysgrif* dad-danysgrifio dadansgrif* dadgofrestr* ddadgofrestr* dad-restr* dadrestr* dadanysgrif* dadtanysgrif* ddadanysgrif*',
  OPTOUT: 'optio_allan eithrio_fy_hun optio_mas',
  GO: 'gadael gadaw dod_i_ffwrdd_o tynnu_allan_o dynnu_allan_o dod_allan_o ddod_allan_o camu_oddi_ar ffarwelio_a adael dod_oddi_ar ddod_oddi_ar dod_off ddod_off dwad_oddi_ar ddwad_oddi_ar bod_oddi_ar fod_oddi_ar ymadael ymddiswyddo ddod_o dod_o',
  CONTACT:
    'ebostior gohebu gohebiaeth_a ohebu ngohebu sgwennu_at sgrifennu_at ysgrifennu_at ymgysylltu chontactio contacto gontacto cysylltad ebosto hebosto ebostiwch ysgrifennwch sgwennwch mwydro mhoeni mhlagio myddaru byddaru fyddaru hambygio cysylltu chysylltu gysylltu cysylltwch gysylltwch nghysylltu ebostio hebostio e-bostio ysgrifennu sgwennu hysgrifennu sgrifennu poeni phoeni boeni haflonyddu aflonyddu plagio phlagio blagio trafferthu ngontactio ngontacio nghontactio contactio gontactio cyfathrebu chyfathrebu ngysylltu atgoffa',
  SEND: 'hela gyrru_ata helwch hebrwng ebostio gyrrwch_ata hanfon_i danfonwch_at dosbarthu ddosbarthu dod ddod cyrraedd gyrraedd landio lanio anfon hanfon danfon ddanfon anfonwch danfonwch gyrru yrru gyrrwch hala ala halwch postio bostio ddanfonwch anfonir ddanfonir hanfonwch anfoner phostio e-bostio rhoi',
  RECEIVE:
    'chwilio gerdded derbyn dderbyn cael gael chael gweld weld clywed glywed chlywed bod_ar fod_ar aros_ar parhau barhau darllen ddarllen nerbyn cadw_ar gadw_ar bod fod dal ddal',
  LETTERS:
    'e-lythyr e-lythyrau elythyr newyddlenni lythyra llythyra emails emailiau bwletins e-fwletin hysbysiad negesau negesa nodiadau_atgoffa hysbysebu ddiweddariad diweddariad gwahoddiadau wahoddiadau neges negeseuon ebost e-bost ebyst e-byst ebostiau e-bostiau ebostau e-bostau llythyr llythyrau lythyr lythyrau llythyron lythyron llythyre lythyre gohebiaeth ohebiaeth cylchlythyr cylchlythyrau cylchlythyron gylchlythyr gylchlythyrau chylchlythyr bwletin bwletinau fwletin fwletinau newyddion newyddlen cyfathrebu gyfathrebu cyfathrebiadau nodiadau nodyn nodynnau marchnata farchnata hysbysebion hysbysiadau hyrwyddo atgoffa negesuon diweddariadau ddiweddariadau mwletin nodau spam sbam',
  STUFF:
    'pethau petha phethau bethau betha stwff post bost sbwriel deunydd ddeunydd gwybodaeth wybodaeth gyswllt cyswllt nodyn',
  THESE:
    'hon rhai_hyn rhain_i_gyd un_arall y_cwbl y_cyfan pob_dim bob_dim dim_un rhain rhein hyn rhai rheini hwnna hwn ragor rhagor mwy fwy chwaneg dim_byd ddim_byd unrhyw_beth popeth bopeth nhw dim dim_arall rheiny mohonynt mohonyn moni mohono byth rhywbeth cwbl cyfan',
  LIST: 'rhestr_chi cofrestr gofrestr rhestr_newyddion restr_newyddion rhestr_negeseuon restr_y_bwletin mailing_list rhestr rhestri rhestrau restr restrau restri rhestrau_postio rhestr_bostio restr_bostio rhestr_ebostio restr_ebostio rhestr_ebost restr_ebost rhestr_e-bost rhestr_ddosbarthu restr_ddosbarthu rhestr_gyswllt restr_gyswllt rhestr_cysylltiadau arni arno cronfa gronfa gofnodion cofnodion llyfrau system dosbarthiad ddosbarthiad rhestr_dosbarthu tanysgrifiad danysgrifiad thanysgrifiad nhanysgrifiad',
  ME: 'enw_i henw_i mewnflwch_i fy_mewnflwch fy_mewnflwch_i fewnflwch mewnflwch cyfeiriad_ni fan_hyn ngyfeiriad nghyfeiriad manylion_i ein_hysgol ein_cyfeiriad_ni ato_i atai_i tuag_ata yma fi fy fi_a ni mi imi inni ata_i ataf ataf_i ata_fi atom atom_ni aton_ni aton i_mi i_ni i_fi ein fy_enw fy_enw_i ein_enw fy_nghyfeiriad fy_manylion ein_manylion fy_ebost fy_e-bost ein_cyfeiriad ein_henw y_cyfeiriad_hwn y_cyfeiriad_yma atai arna_i arnaf arnom arnon_ni ein_henwau',
  YOU: 'chi chwi gennych ganddoch gynnoch wrthych wrthoch oddi_wrthych gennych_chi oddi_wrthoch ganddoch_chi gan_iqm gynnoch_chi ichi i_chi gennoch',
  CONSENT:
    'cytundeb nghytundeb gytundeb caniatad nghaniatad ganiatad chaniatad ngganiatad cydsyniad gydsyniad nghydsyniad chydsyniad tanysgrifiad nhanysgrifiad danysgrifiad thanysgrifiad ganiatad_i nghaniatad_i',
  REVOKE:
    'thynnun_ol tynnaf_yn_ol dynnaf_yn_ol tynnu_nol_i ddirymaf dirymaf nhirymu cymrydn_ol gymrydn_ol wedi_dod_i_ben ar_ben tynnu_yn_ol dynnu_yn_ol thynnu_yn_ol tynnu_nol dynnu_nol thynnu_nol tynnu dynnu thynnu tynnaf dynnaf tynnwch diddymu ddiddymu diddymwch diddymaf ddiddymaf dirymu ddirymu canslo ganslo canslwch dileu ddileu terfynu derfynu tynnu_ol dynnu_ol nhynnu gymryd_yn_ol cymryd_yn_ol tynnun_ol dynnun_ol',
  WANT: 'defnydd iws awydd diddordeb isio_dim licio leicio lico hoffi chwennych ffansio ffansi isho isie eishe ishe eisie chwant isiau eisio dymunwn_i gofyn angan_i gwerthfawrogi werthfawrogi eisiau isio moyn mo_yn dymuno ddymuno ddymunaf ddymunwn dymunaf am angen angan mynnu cytuno gytuno cydsynio fodlon bodlon hapus hoffwn hoffem awyddus ddiddordeb',
  GIVE: 'rhoi roi rhoddi rhoddaf roddaf gennych ganddoch gynnoch',
  NOT: "so_ni so_fi so_nin smo_ni sai paid_a sa nadw peidiwch_byth paid a_pheidio peidwch beidiwch pidiwch pidwch smoi sena sdim sgen_im sgen_i_ddim sgenai_ddim nai does_arna does_gen_i_ddim does_gen does_dim nid_oes ga_i_ddim dydw dydy dydi dydyn dydan dydwi dyw dwi_ddim di_ddim na_ddylid na_ddylech byth nid_wyf nid_ydw nid_ydym nad_ydw nad_ydwi nad_wyf nad_ydym nad_ydyn fynna_i_ddim mond ddim_yn nag beth_am_beidio peidiwch peidio beidio pheidio pheidiwch paid_ag nid ddim dim_yn nac na ni_ddymunaf ni_hoffwn ni_hoffem ni_ddymunwn ni_ddylid ni_ddylech dwim dwm sa_i smo so_i 'dwi'm heb nad ni_fynnaf mo does_arna_i fedrwch_beidio",
  NO: 'dim',
  MORE: 'mwy rhagor chwaneg ragor fwy pellach bellach eraill arall',
  OFF: 'bant bant_o i_ffwrdd_o oddi_ar oddiar oddi o off oddi_wrth i_ffwrdd o_ar allan_o',
}

export type Part = keyof typeof english

interface Entry {
  readonly words: readonly string[]
  readonly part: Part
}

/** `stop~` is stop, stops, stopped, stopping: forms that no verb has do no harm. */
function formsOf(one: string): readonly string[] {
  if (!one.endsWith('~')) return [one]
  const verb = one.slice(0, -1)
  const short = verb.replace(/e$/, '')
  const twice = verb + (verb.at(-1) ?? '')
  return [
    verb,
    `${verb}s`,
    `${short}ed`,
    `${short}ing`,
    `${verb}ing`,
    `${twice}ed`,
    `${twice}ing`,
    `${verb.replace(/y$/, 'i')}ed`,
  ]
}

const joined = (...rows: readonly string[]): string =>
  rows
    .map((row) => row.split(' '))
    .reduce((all, next) => all.flatMap((one) => next.map((word) => `${one}_${word}`)))
    .join(' ')
const whose = 'my our this'
const place =
  'address addresses email email_address account inbox mailbox mailboxes name names details contact contacts mail entry record box office'
const kindOfPlace = 'own full home work school office shared general main admin generic private personal contact mobile'
/** Those that are put together: "my school address", "rhowch derfyn ar". */
const together: Readonly<Partial<Record<Part, string>>> = {
  ME: `${joined(whose, place)} ${joined(`${whose} the`, kindOfPlace, place)}`,
  STOP: joined('rhoi roi rhowch rho rhoddi roddi rhoir', 'diwedd ddiwedd terfyn derfyn stop taw daw pen ben', 'ar i'),
}

function entriesOf(table: Readonly<Record<string, string>>): Entry[] {
  return parts.flatMap((part) =>
    (table[part] ?? '')
      .split(' ')
      .flatMap(formsOf)
      .flatMap((one) => (one === '' ? [] : [{ words: one.split('_'), part }])),
  )
}

const parts: readonly Part[] = [
  'STOP',
  'REMOVE',
  'UNSUBSCRIBE',
  'OPTOUT',
  'GO',
  'CONTACT',
  'SEND',
  'RECEIVE',
  'LETTERS',
  'STUFF',
  'THESE',
  'LIST',
  'STORE',
  'ME',
  'YOU',
  'CONSENT',
  'REVOKE',
  'WANT',
  'GIVE',
  'NOT',
  'NO',
  'MORE',
  'OFF',
  'OBJECT',
  'LAST',
]

/** By their first word, so that a text is looked up in one pass. */
function byFirst(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>()
  for (const entry of entries) found.set(entry.words[0] ?? '', [...(found.get(entry.words[0] ?? '') ?? []), entry])
  return found
}

const inEnglish = byFirst([...entriesOf(english), ...entriesOf(together)])
const inWelsh = byFirst(entriesOf(welsh).filter(({ words }) => !words[0]?.endsWith('*')))
const stems = entriesOf(welsh).flatMap(({ words: [word = ''], part }) =>
  word.endsWith('*') ? [{ stem: word.slice(0, -1), part }] : [],
)

/** Which parts begin with the word at a place, and how many words long each is. */
export function partsAt(words: readonly string[], at: number, cymraeg: boolean): readonly (readonly [Part, number])[] {
  const word = words[at] ?? ''
  const known = [...(inEnglish.get(word) ?? []), ...(cymraeg ? (inWelsh.get(word) ?? []) : [])]
  const whole = known.filter(({ words: said }) => said.every((one, by) => words[at + by] === one))
  const stemmed = stems.filter(({ stem }) => word.startsWith(stem))
  return [
    ...whole.map(({ part, words: said }) => [part, said.length] as const),
    ...stemmed.map(({ part }) => [part, 1] as const),
  ]
}

/** Whether a word is Welsh and not English besides. */
export function isWelshWord(word: string): boolean {
  const alone = inWelsh.get(word)?.some(({ words }) => words.length === 1) === true
  return !inEnglish.has(word) && word.length > 2 && (alone || stems.some(({ stem }) => word.startsWith(stem)))
}
