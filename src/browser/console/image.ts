/**
 * Makes an image smaller before it is sent: photos of telephones are larger than what the server takes, and some of a type that it does
 * not read. Without this script, the page that follows says what is wrong.
 */
const TYPES = new Set(['image/jpeg', 'image/png', 'image/webp'])
/** Enough for any screen, and for the images that social networks show. */
const SIDE_PX = 2_048
const SMALLEST_SIDE_PX = 256
const STEP = 0.75
const QUALITY = 0.85

const field = document.querySelector<HTMLInputElement>('input[data-max-bytes]')
let drawing: Promise<void> | null = null

if (field !== null) {
  // Whatever the browser can read.
  field.accept = 'image/*'
  field.addEventListener('change', () => {
    const mine = replace(field).finally(() => {
      if (drawing === mine) drawing = null
    })
    drawing = mine
  })
  field.form?.addEventListener('submit', (event) => {
    if (drawing === null) return
    event.preventDefault()
    void drawing.then(() => field.form?.submit())
  })
}

async function replace(input: HTMLInputElement): Promise<void> {
  const said = document.querySelector('#file-said')
  said?.replaceChildren()
  const [file] = input.files ?? []
  if (file === undefined) return
  // What the browser cannot read, the server says something about.
  const smaller = await smallerOf(file, Number(input.dataset['maxBytes']), Number(input.dataset['maxPixels'])).catch(
    () => null,
  )
  // Another file was chosen meanwhile.
  if (smaller === null || input.files?.[0] !== file) return
  const files = new DataTransfer()
  files.items.add(smaller)
  input.files = files.files
  said?.append(input.dataset['smaller'] ?? '')
}

/** Null if it may stay as it is, or cannot be made small enough. */
async function smallerOf(file: File, maxBytes: number, maxPixels: number): Promise<File | null> {
  const image = await createImageBitmap(file)
  const longer = Math.max(image.width, image.height)
  if (TYPES.has(file.type) && file.size <= maxBytes && longer <= maxPixels) return null
  for (let side = Math.min(SIDE_PX, longer); side >= SMALLEST_SIDE_PX; side = Math.floor(side * STEP)) {
    const drawn = await draw(image, side / longer)
    if (drawn !== null && drawn.size <= maxBytes) return new File([drawn], 'image.jpg', { type: 'image/jpeg' })
  }
  return null
}

function draw(image: ImageBitmap, scale: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) return Promise.resolve(null)
  // JPEG has no transparency.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY))
}
