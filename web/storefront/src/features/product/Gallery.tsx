// SPDX-License-Identifier: Apache-2.0
// The pictures in a row that snaps: swiped on phones, moved by arrow keys, buttons and thumbnails elsewhere.
import LeftOutlined from '@ant-design/icons-svg/es/asn/LeftOutlined';
import RightOutlined from '@ant-design/icons-svg/es/asn/RightOutlined';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import styles from './Gallery.module.css';

export function Gallery({
  pictures,
  name,
  shownUrl,
}: {
  pictures: readonly Schemas['Picture'][];
  name: string;
  // The picture of the chosen SKU; it is shown when it changes.
  shownUrl: string | undefined;
}) {
  const { t } = useTranslation(['product']);
  const row = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const last = Math.max(0, pictures.length - 1);

  const show = (index: number, behavior: ScrollBehavior = 'smooth') => {
    const element = row.current;
    element?.scrollTo({ left: element.clientWidth * Math.min(Math.max(index, 0), last), behavior });
  };
  const wanted = shownUrl === undefined ? -1 : pictures.findIndex(({ url }) => url === shownUrl);
  useEffect(() => {
    const element = row.current;
    if (wanted >= 0) element?.scrollTo({ left: element.clientWidth * wanted, behavior: 'instant' });
  }, [wanted]);

  return (
    <div className={styles.gallery}>
      <div className={styles.stage}>
        {/* A region that scrolls must be reachable by keyboard, and its keys should go by pictures. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <ul
          ref={row}
          className={styles.row}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={t('pictures')}
          onScroll={({ currentTarget: { scrollLeft, clientWidth } }) =>
            setCurrent(clientWidth > 0 ? Math.round(scrollLeft / clientWidth) : 0)
          }
          onKeyDown={(event) => {
            const step = { ArrowLeft: -1, ArrowRight: 1, Home: -last, End: last }[event.key];
            if (step === undefined) return;
            event.preventDefault();
            show(current + step);
          }}
        >
          {pictures.map((picture, index) => (
            <li key={picture.url}>
              <Photo
                picture={picture}
                alt={t('pictureOf', { name, index: index + 1, total: pictures.length })}
                sizes="(max-width: 720px) 100vw, (max-width: 1000px) 380px, 480px"
                eager={index === Math.max(0, wanted)}
              />
            </li>
          ))}
        </ul>
        {pictures.length > 1 && (
          <>
            <button
              type="button"
              className={styles.previous}
              aria-label={t('previousPicture')}
              disabled={current === 0}
              onClick={() => show(current - 1)}
            >
              <Icon icon={LeftOutlined} />
            </button>
            <button
              type="button"
              className={styles.next}
              aria-label={t('nextPicture')}
              disabled={current === last}
              onClick={() => show(current + 1)}
            >
              <Icon icon={RightOutlined} />
            </button>
            <span className={styles.count} aria-hidden="true">
              {current + 1} / {pictures.length}
            </span>
          </>
        )}
      </div>
      {pictures.length > 1 && (
        <ul className={styles.thumbs}>
          {pictures.map((picture, index) => (
            <li key={picture.url}>
              <button
                type="button"
                aria-label={t('showPicture', { index: index + 1 })}
                aria-current={index === current || undefined}
                onClick={() => show(index)}
              >
                <Photo picture={picture} alt="" eager />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
