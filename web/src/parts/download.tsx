// Every table can be taken along as csv, json and what else the command table writes; every picture
// as svg and png. Tables come from the server: the bytes are those of the command line.
import { addressOf, type Params } from '../api';
import { useSpeech } from '../words';

export function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

const drawn = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'paint-order', 'fill-opacity', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'opacity', 'writing-mode'];

/** The picture with all that its style sheet gives it, so that it stands alone. */
export function standaloneSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of drawn) {
      const value = style.getPropertyValue(name);
      if (value) to[i].setAttribute(name, value);
    }
    to[i].removeAttribute('class');
    to[i].removeAttribute('tabindex');
  });
  const box = svg.viewBox.baseVal;
  const width = box.width || svg.clientWidth;
  const height = box.height || svg.clientHeight;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('x', String(box.x));
  ground.setAttribute('y', String(box.y));
  ground.setAttribute('width', String(width));
  ground.setAttribute('height', String(height));
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

async function savePng(name: string, svg: string, width: number, height: number): Promise<void> {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob) save(`${name}.png`, blob);
}

export function Downloads(props: { verb?: string; params?: Params; picture?: () => SVGSVGElement | null; name?: string }) {
  const { words } = useSpeech();
  const name = props.name ?? `qipan-${props.verb ?? 'picture'}`;
  const picture = (kind: 'svg' | 'png') => {
    const svg = props.picture?.();
    if (!svg) return;
    const text = standaloneSvg(svg);
    const box = svg.viewBox.baseVal;
    if (kind === 'svg') save(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }));
    else void savePng(name, text, box.width || svg.clientWidth, box.height || svg.clientHeight);
  };
  return (
    <div class="downloads" role="group" aria-label={words.downloads}>
      <span class="faint">{words.downloads}</span>
      {props.verb &&
        ['csv', 'json', 'xlsx'].map((format) => (
          <a key={format} href={addressOf(props.verb!, { ...props.params, format })} download={`${name}.${format}`}>
            {format}
          </a>
        ))}
      {props.picture &&
        (['svg', 'png'] as const).map((kind) => (
          <button key={kind} type="button" class="link" onClick={() => picture(kind)}>
            {kind}
          </button>
        ))}
    </div>
  );
}
