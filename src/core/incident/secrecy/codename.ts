/** Names that say nothing: two plain words and a number, made of an id (R-PD-S03). */

const firsts = [
  ...["Amber", "Autumn", "Birch", "Blue", "Brass", "Brisk", "Calm", "Cedar", "Clear", "Clover", "Copper", "Coral", "Early", "Elm", "Fern", "Field"],
  ...["Gentle", "Ginger", "Golden", "Green", "Hazel", "Heather", "Ivory", "Juniper", "Linen", "Little", "Maple", "Mellow", "Mild", "Mint", "Misty", "Oak"],
  ...["Olive", "Opal", "Paper", "Pearl", "Plain", "Plum", "Quiet", "Rosy", "Round", "Russet", "Saffron", "Sandy", "Silver", "Slow", "Smooth", "Soft"],
  ...["Spring", "Steady", "Still", "Summer", "Sunny", "Tall", "Teal", "Velvet", "Warm", "Wheat", "White", "Wide", "Willow", "Winter", "Woollen", "Young"],
] as const;
const seconds = [
  ...["Acorn", "Anchor", "Apple", "Bakery", "Barn", "Basket", "Bench", "Bridge", "Brook", "Candle", "Canvas", "Chair", "Cloud", "Cottage", "Cup", "Desk"],
  ...["Feather", "Ferry", "Garden", "Glove", "Grove", "Hammock", "Harbour", "Hill", "Island", "Jar", "Kettle", "Kite", "Ladder", "Lake", "Lamp", "Lane"],
  ...["Lantern", "Leaf", "Library", "Meadow", "Mill", "Mitten", "Nest", "Notebook", "Orchard", "Oven", "Path", "Pebble", "Pencil", "Piano", "Pillow", "Pond"],
  ...["Porch", "Quilt", "River", "Saucer", "Scarf", "Shelf", "Spoon", "Stone", "Table", "Teapot", "Thimble", "Trail", "Train", "Valley", "Wagon", "Window"],
] as const;

/** A number of 32 bits that spreads ids evenly (FNV-1a, mixed once more). */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The name that an id stands for; the same one each time. One in some 370,000: enough to tell apart what is secret at the same time. */
export function codenameOf(id: string): string {
  const hash = spread(id);
  return `${firsts[hash & 63]} ${seconds[(hash >>> 6) & 63]} ${((hash >>> 12) % 90) + 10}`;
}

/** Somebody's writing of such a name as it is written, or null where it is none. */
export function codenameIn(text: string): string | null {
  const [first = "", second = "", number = "", ...more] = text.trim().split(/\s+/);
  const one = firsts.find((name) => name.toLowerCase() === first.toLowerCase());
  const two = seconds.find((name) => name.toLowerCase() === second.toLowerCase());
  return one && two && /^[1-9]\d$/.test(number) && more.length === 0 ? `${one} ${two} ${number}` : null;
}
