/**
 * The words that passphrases are made of: 1,296 (6⁴) short English words, a choice of 10.3 bits each. Written for this purpose: plain,
 * with one spelling, four to eight letters. The first four letters tell a word from every other, and so does any single mistake in
 * typing. test/unit/passphrase.test.ts holds it to that. A word that is taken out may be exchanged at any time: no file depends on
 * the list.
 */
export const WORDS: readonly string[] = `
academy acid acorn acrobat action actor adapter adult advice agenda airport album algebra almond alpaca alphabet alpine amber
anchor angle animal answer anthem antique antler anvil apple april apron aqua arch arctic arena argue armchair aroma arrive
arrow artist aspen assist athlete atlas atom attic august author autumn avocado awake baby backpack badge bagel baker balance
balcony ballad bamboo banana bandage banjo banner barber bargain barista barley barn barrel basil basket bassoon batch bathtub
battery beach beard become bedroom beehive beetle begin behave believe belong beside between beyond bicycle bingo biology birch
birthday biscuit bison blanket blaze blender blossom blouse blue blunt bobsled bolt bonfire bonus bookcase booth borrow botany
bottle boulder bounce bouquet bowl bracelet brain bramble branch brass brave breeze brick bridge bright broad broccoli bronze
broom brother brown brush bubble bucket budget buffalo bugle builder bulb bulldog bundle bungalow bushel busy butter buyer buzz
cabbage cabin cable cactus cafe calcium calendar camel campus canal candle canoe canvas canyon capital captain caramel carbon
cardigan career cargo carnival carol carpet carrot cartoon cashew castle casual cedar ceiling celery cello cement century
ceramic chain chalk chamber channel chapter chariot chat cheese chef chemist cherry chess chicken child chimney china chisel
choice chorus chrome cinema cinnamon circle citizen citrus city civil claim clarinet classic clay clean clerk client cliff
climate clock cloth cloud clover clown cluster coach coast cobalt cocoa code coffee coin collar column combine comet comfort
comic comma compass concert contact cook copper copy coral corner costume cottage country couple courage cousin cowboy crab
cradle crane crater crawl crayon cream crest crew cricket crimson crisp crop cross crowd crumb crystal cube cucumber cuff
cupboard cupcake curious curl curry curtain curve cushion custom cutlery cyclist cymbal cypress daffodil daisy dance data
daughter dawn decade december decimal deep degree delight delta denim dentist depth design desk detail diagram dial diamond
diary diesel diet digit dimple dinner dinosaur diploma direct discover dish distance divide dizzy doctor dolphin domain domino
donkey doodle door double dough dove dozen dragon drama drawer dress drift drill drink drive drizzle drum duck dumpling dune
dust eager eagle early earring earth easel east echo eclipse editor effort eight elbow elder electric elegant element elephant
eleven emerald emperor empty energy engine enjoy enough entry envelope escape estate evening example excite exit expert express
eyebrow fabric falcon family famous fancy fantasy farm fashion father february fence fern festival fetch fiction fiddle field
fifteen figure film filter finch find finger finish fire first flag flame flannel flask fleet flicker flight flip float floor
florist flow flute foam focus folder food football forest forget fork formula forty forward fossil fountain fourteen freckle
freedom fresh friday friend frisbee frog frost frozen fruit fudge funnel future gadget galaxy gallery game garage garden garlic
garment gazelle gecko gentle giant gift giggle giraffe glacier glad glance glass glitter globe goat goblet gold goose grammar
grand grape gravel green grid grocery group grove grow guard guess guide guild guitar gull gymnast habit half hammer hamster
happy harmony harp harvest hawk hazel head heart heavy hedge helium helmet help hemlock herb heron herring hexagon hibiscus
hickory high hiker hill hinge hint hippo history hive hobby hockey holiday hollow home honey hoof horizon horn hotel house huge
humble hundred hurdle hyena iceberg icicle idea igloo iguana image improve include index indigo indoor insect inside invent
invite iris iron island ivory jacket jaguar janitor january jasmine jazz jelly jersey jetty jigsaw joke journal juggler juice
jukebox july jumper jungle junior kangaroo karate kayak kennel kettle keyboard keyhole kingdom kiosk kitchen kite kitten kiwi
knee knock koala label lace ladder ladybug lagoon lamp language lantern laptop large laser laugh laundry lava lavender leaf
league learn leather left legend lemon lens leopard letter level liberty library lifeboat lighter lilac lily lime limit linen
lion liquid listen little lizard llama lobster local locker lodge logic long lorry lotion lotus lounge lucky luggage lullaby
lumber lunar lunch luxury lynx lyric macaw machine mackerel magazine magic magma magnet magpie mailbox mammoth manager mandolin
mango manual many maple marathon marble marigold market marsh mascot mask mattress maze meadow meerkat melody member memory
mentor menu mermaid merry message method metro midday midnight milk million mimosa mineral miracle mirror mobile model moment
monarch monday mongoose monitor month monument moon morning mosaic moss mother motor motto movie muesli muffin mule museum
mushroom music mustard mystery nail nanny napkin nation nature nearby neck nectar needle neon nephew neptune nest network
nickel niece nine noble normal north nose notch notebook nothing notice novel nugget nurse nutmeg nutshell nylon oasis oatmeal
oboe ocean october offer office often okra olive olympic once onion onward opal opera opposite orange orbit orchard oregano
organ ornament osprey ostrich otter outdoor outfit outlet output outside oven overcoat owner oxygen oyster pacific package
paddle padlock page paint palace palm pancake panda panel panther papaya paper parade parcel parent park parsley partner
passage pasta patient pattern pavement peacock peanut pearl pebble pelican pencil penguin people pepper perfume period person
petal pheasant phone photo phrase piano pickle picnic pigeon pillow pilot pink pioneer pipe pitcher pixel pizza planet plaster
plate plaza please plenty plug pocket poem polar polite polo pony popcorn poppy porch porridge portrait postcard potato pottery
powder practice praise prepare pretty primary prince prism private prize problem profile promise proof proper protect proud
public pudding pulse puma pumpkin pupil puppet pure purple push puzzle pyramid python quail quarry queen question quick quiet
quiz quote rabbit raccoon radar radio raft railway rainbow raisin rally random ranger rapid rare rattle raven recipe recover
recycle reef region regular reindeer relax remind repair repeat reply report reptile rescue return reward rhino rhubarb ribbon
rice ripple river robin robot romance rooster rope rosemary round rowboat royal rubber ruby ruler runway rural safari saffron
sailor salad salmon salt sample sand sapphire sardine satin saturday saucer sauna save sawdust scale scarf school science
scissors scooter score scout screen script scroll seagull seahorse search season seat seaweed second secret seek senior seven
shadow shape shark shawl shed sheep shelf shepherd shield shine ship shirt shoe shovel shower shrimp shrub shuttle sidecar
siesta signal silence silo silver sister sixteen size skate sketch skill skin skyline sleeve slice slipper slogan slope small
smart smile smooth snack sneeze snooze snow soap social sock sofa soil solid solve songbird sonnet south soybean space sparrow
spatula speaker speed spell sphere spider spinach spiral splash split spoke sponge spoon spot spray spread spring sprout spruce
square squid stable stadium staff stage stamp star station steam stencil step stereo stick stitch stone stool stork straw
street strong student style sugar suggest suitcase summer sunday sunny sunrise sunset surface surprise swallow swan sweater
swift swing sycamore symbol symphony syrup system tablet tadpole take talent tall taste taxi teacher teapot teaspoon tennis
tent terrace textile thick thimble thin thirteen thistle thousand thread thumb thunder thursday ticket tidy tiger tilt timber
tinsel title today toddler tofu together token tomato tomorrow tongue tonic topaz tortoise total toucan tour towel town tractor
trade traffic trail tray treasure tree triangle trim triple trolley trombone trophy trout truck trumpet trust truth tuba
tuesday tugboat tulip tundra turkey turnip turtle tutor tuxedo tweed twelve twenty twig twilight twist type ukulele umbrella
uncle under unicorn uniform unique unit universe unlock update upgrade uphill upper upright upstairs urban urchin useful usual
utensil vacation vacuum valley valve vanilla variety vase vault vehicle velvet vendor veranda verse video view village vinegar
vintage vinyl violet visa visitor vitamin vivid voice volcano volume vote voyage waffle wagon walk wallet walnut walrus waltz
warbler wash water weave wedding weekend welcome wheat whisker white wide wild window winter wisdom witness wolf wombat wonder
woodland wool word wreath wrench wrist writer yacht yard year yellow yoga young yoyo zebra zero zigzag zinc zipper zodiac zone
zoology
`
  .trim()
  .split(/\s+/)
