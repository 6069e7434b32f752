// SPDX-License-Identifier: Apache-2.0
// Pictures in their order, the cover first: chosen or dropped, moved by dragging or by buttons. Files are
// sent one after the other, so that they arrive in the order in which they were chosen.
import ArrowLeftOutlined from '@ant-design/icons-svg/es/asn/ArrowLeftOutlined';
import ArrowRightOutlined from '@ant-design/icons-svg/es/asn/ArrowRightOutlined';
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import PlusOutlined from '@ant-design/icons-svg/es/asn/PlusOutlined';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { uploadPicture } from '@ecommerce/shared/api/upload';
import { errorText } from '@ecommerce/shared/i18n/error_text';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { choose, TYPES, type Refusal } from '@ecommerce/shared/ui/uploads';
import { moved } from './moved';
import styles from './PicturesField.module.css';

type Picture = Schemas['Picture'];
type Change = (change: (before: Picture[]) => Picture[]) => void;

export function PicturesField({
  label,
  pictures,
  max,
  error,
  onChange,
}: {
  label: string;
  pictures: Picture[];
  max: number;
  error: string | undefined;
  onChange: Change;
}) {
  const { t } = useTranslation('pictures');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [dragged, setDragged] = useState<number>();
  const sending = useSending(pictures.length, max, onChange);
  return (
    <div
      className={classes(styles.area, over && styles.over)}
      role="group"
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(dragged === undefined);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer.files.length > 0) void sending.add([...event.dataTransfer.files]);
      }}
    >
      <ul className={styles.list}>
        {pictures.map((picture, index) => (
          <li
            key={picture.url}
            className={classes(styles.one, dragged === index && styles.dragged)}
            draggable
            onDragStart={() => setDragged(index)}
            onDragEnd={() => setDragged(undefined)}
            onDrop={(event) => {
              if (dragged === undefined) return;
              event.preventDefault();
              event.stopPropagation();
              onChange((before) => moved(before, dragged, index));
              setDragged(undefined);
            }}
          >
            <One
              picture={picture}
              index={index}
              last={pictures.length - 1}
              only={max === 1}
              onChange={onChange}
            />
          </li>
        ))}
        {sending.waiting.map(({ name, progress }) => (
          <li key={name} className={styles.waiting}>
            <progress max={1} value={progress} aria-label={t('uploading', { name })} />
          </li>
        ))}
        {pictures.length + sending.waiting.length < max && (
          <li>
            <button
              type="button"
              className={styles.add}
              data-invalid={error ? true : undefined}
              onClick={() => input.current?.click()}
            >
              <Icon icon={PlusOutlined} size={22} />
              {t('addPicture')}
            </button>
          </li>
        )}
      </ul>
      <input
        ref={input}
        type="file"
        hidden
        multiple={max > 1}
        accept={TYPES.join(',')}
        aria-label={t('addPicture')}
        onChange={({ target }) => {
          void sending.add([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <div aria-live="polite">
        {error && <p className={styles.failed}>{error}</p>}
        {sending.failed.map(({ name, text }) => (
          <p key={name} className={styles.failed}>
            {name}: {text}
          </p>
        ))}
      </div>
    </div>
  );
}

function One({
  picture,
  index,
  last,
  only,
  onChange,
}: {
  picture: Picture;
  index: number;
  last: number;
  // There can be no other, so there is no order.
  only: boolean;
  onChange: Change;
}) {
  const { t } = useTranslation('pictures');
  const number = index + 1;
  return (
    <>
      <Photo picture={picture} alt={t('pictureNumber', { number })} eager className={styles.photo} />
      {index === 0 && !only && <span className={styles.cover}>{t('cover')}</span>}
      <span className={styles.tools}>
        {!only && (
          <>
            <button
              type="button"
              aria-label={t('pictureForward', { number })}
              disabled={index === 0}
              onClick={() => onChange((before) => moved(before, index, index - 1))}
            >
              <Icon icon={ArrowLeftOutlined} size={12} />
            </button>
            <button
              type="button"
              aria-label={t('pictureBack', { number })}
              disabled={index === last}
              onClick={() => onChange((before) => moved(before, index, index + 1))}
            >
              <Icon icon={ArrowRightOutlined} size={12} />
            </button>
          </>
        )}
        <button
          type="button"
          aria-label={t('pictureRemove', { number })}
          onClick={() => onChange((before) => before.filter(({ url }) => url !== picture.url))}
        >
          <Icon icon={CloseOutlined} size={12} />
        </button>
      </span>
    </>
  );
}

function useSending(there: number, max: number, onChange: Change) {
  const { t } = useTranslation('pictures');
  const [waiting, setWaiting] = useState<{ name: string; progress: number }[]>([]);
  const [failed, setFailed] = useState<{ name: string; text: string }[]>([]);
  const whyNot = (why: Refusal) => t(`refused.${why}`, { count: max });
  const add = async (files: File[]) => {
    const { taken, refused } = choose(files, there + waiting.length, max);
    setFailed(refused.map(({ name, why }) => ({ name, text: whyNot(why) })));
    setWaiting((now) => [...now, ...taken.map(({ name }) => ({ name, progress: 0 }))]);
    for (const file of taken) {
      const onProgress = (progress: number) =>
        setWaiting((now) => now.map((each) => (each.name === file.name ? { ...each, progress } : each)));
      try {
        const picture = await uploadPicture(file, { onProgress });
        // The same picture again is the same picture.
        onChange((before) => (before.some(({ url }) => url === picture.url) ? before : [...before, picture]));
      } catch (failure) {
        setFailed((now) => [...now, { name: file.name, text: errorText(failure) }]);
      }
      setWaiting((now) => now.filter(({ name }) => name !== file.name));
    }
  };
  return { waiting, failed, add };
}
