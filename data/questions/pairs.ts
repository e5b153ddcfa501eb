/**
 * Pairs of words that stand in one relation, written for Wordspace: plain facts of
 * the English language and of the map, common words first. Analogy questions are
 * made from two pairs of a section.
 */

/** By section: `one other, one other …`. */
export const pairs: Record<string, string> = {
  'family and gender': `
    man woman, boy girl, king queen, prince princess, father mother, son daughter, brother sister, husband wife,
    uncle aunt, nephew niece, grandfather grandmother, grandson granddaughter, groom bride, he she, his her,
    himself herself, gentleman lady, lord lady, actor actress, waiter waitress, hero heroine, duke duchess,
    emperor empress, host hostess, widower widow, god goddess, monk nun, bull cow, rooster hen, stallion mare,
    heir heiress, baron baroness, dad mom, stepfather stepmother`,
  'plurals': `
    house houses, book books, tree trees, river rivers, horse horses, ship ships, word words, year years, day days,
    street streets, school schools, friend friends, king kings, law laws, song songs, star stars, bird birds,
    church churches, glass glasses, dish dishes, box boxes, city cities, country countries, army armies, story stories,
    baby babies, lady ladies, enemy enemies, island islands, machine machines, soldier soldiers, window windows,
    garden gardens, letter letters, hand hands, mountain mountains`,
  'irregular plurals': `
    man men, woman women, child children, foot feet, tooth teeth, mouse mice, goose geese, ox oxen, wife wives,
    life lives, knife knives, leaf leaves, half halves, wolf wolves, shelf shelves, thief thieves, loaf loaves, calf calves,
    gentleman gentlemen, fisherman fishermen, policeman policemen, workman workmen, crisis crises, analysis analyses,
    basis bases, phenomenon phenomena, criterion criteria, person people, nucleus nuclei, stimulus stimuli`,
  'past tense': `
    go went, come came, see saw, give gave, take took, make made, know knew, think thought, bring brought, buy bought,
    say said, tell told, write wrote, speak spoke, break broke, begin began, sing sang, drink drank, run ran,
    fall fell, hold held, stand stood, find found, lose lost, sell sold, build built, send sent, keep kept, sleep slept,
    grow grew, throw threw, fly flew, eat ate, win won, drive drove, rise rose, choose chose, teach taught,
    walk walked, open opened`,
  'present participle': `
    walk walking, read reading, write writing, sing singing, play playing, run running, swim swimming, sit sitting,
    make making, take taking, give giving, build building, grow growing, fight fighting, carry carrying, sell selling,
    buy buying, eat eating, drink drinking, teach teaching, hunt hunting, move moving, burn burning, travel traveling,
    cook cooking, paint painting, think thinking, speak speaking, fly flying, open opening`,
  'comparative': `
    large larger, small smaller, long longer, short shorter, high higher, low lower, strong stronger, weak weaker,
    old older, young younger, fast faster, slow slower, rich richer, poor poorer, dark darker, bright brighter,
    cold colder, warm warmer, deep deeper, wide wider, great greater, hard harder, easy easier, heavy heavier,
    light lighter, thin thinner, thick thicker, cheap cheaper, clear clearer, early earlier, late later, near nearer,
    good better, bad worse`,
  'superlative': `
    large largest, small smallest, long longest, short shortest, high highest, low lowest, strong strongest,
    weak weakest, old oldest, young youngest, fast fastest, rich richest, poor poorest, dark darkest, bright brightest,
    cold coldest, deep deepest, wide widest, great greatest, hard hardest, easy easiest, heavy heaviest, cheap cheapest,
    early earliest, late latest, near nearest, noble noblest, simple simplest, good best, bad worst`,
  'opposites': `
    hot cold, big small, up down, left right, open closed, day night, north south, east west, black white, good bad,
    early late, first last, old new, young old, rich poor, high low, long short, strong weak, light dark, love hate,
    war peace, life death, friend enemy, begin end, buy sell, win lose, true false, inside outside, above below,
    before after, more less, full empty, wet dry, hard soft, thick thin, happy sad, public private, male female`,
  'verb and noun': `
    act action, move movement, grow growth, die death, live life, think thought, believe belief, know knowledge,
    speak speech, choose choice, decide decision, invite invitation, discover discovery, deliver delivery, govern government,
    develop development, agree agreement, pay payment, educate education, protect protection, collect collection,
    create creation, describe description, destroy destruction, explain explanation, produce production, invade invasion,
    refuse refusal, arrive arrival, depart departure, fail failure, sell sale`,
  'adverbs': `
    slow slowly, quick quickly, quiet quietly, sudden suddenly, usual usually, general generally, careful carefully,
    complete completely, direct directly, equal equally, easy easily, happy happily, heavy heavily, final finally,
    free freely, honest honestly, certain certainly, recent recently, rapid rapidly, safe safely, serious seriously,
    special specially, strong strongly, gradual gradually, probable probably, gentle gently, simple simply, true truly`,
  'capitals': `
    france paris, germany berlin, italy rome, spain madrid, england london, russia moscow, japan tokyo, china beijing,
    egypt cairo, greece athens, turkey ankara, austria vienna, poland warsaw, portugal lisbon, ireland dublin,
    sweden stockholm, norway oslo, denmark copenhagen, finland helsinki, hungary budapest, belgium brussels,
    cuba havana, peru lima, chile santiago, canada ottawa, australia canberra, india delhi,
    iran tehran, iraq baghdad, syria damascus, lebanon beirut, kenya nairobi, vietnam hanoi, thailand bangkok,
    philippines manila, korea seoul, ukraine kiev, romania bucharest, bulgaria sofia`,
  'nationalities': `
    france french, germany german, italy italian, spain spanish, england english, russia russian, japan japanese,
    china chinese, egypt egyptian, greece greek, turkey turkish, austria austrian, poland polish, portugal portuguese,
    ireland irish, sweden swedish, norway norwegian, denmark danish, hungary hungarian, belgium belgian, cuba cuban,
    mexico mexican, brazil brazilian, canada canadian, australia australian, india indian, iran iranian, iraq iraqi,
    korea korean, vietnam vietnamese, scotland scottish, wales welsh, america american, africa african, europe european,
    asia asian`,
};
