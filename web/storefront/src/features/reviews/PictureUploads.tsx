// SPDX-License-Identifier: Apache-2.0
// Pictures of a review: chosen, dropped or pasted; each shows how far it is, and can be sent again or taken away.
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import PlusOutlined from '@ant-design/icons-svg/es/asn/PlusOutlined';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '@ecommerce/shared/i18n/error_text';
import { Button } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { TYPES, type Upload } from '@ecommerce/shared/ui/uploads';
import styles from './PictureUploads.module.css';
import { PICTURES_MAX, type Uploads } from './useUploads';

export function PictureUploads({ uploads }: { uploads: Uploads }) {
  const { t } = useTranslation('reviews');
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [over, setOver] = useState(false);
  usePaste(uploads);
  const full = uploads.list.length >= PICTURES_MAX;
  return (
    // Dropping is a short way for the mouse; the button does the same for everybody.
    <div
      className={classes(styles.area, over && styles.over)}
      role="group"
      aria-label={t('pictures')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        uploads.add([...event.dataTransfer.files]);
      }}
    >
      <ul className={styles.list}>
        {uploads.list.map((upload, index) => (
          <li key={upload.id}>
            <One
              upload={upload}
              index={index + 1}
              onRetry={() => uploads.retry(upload.id)}
              onRemove={() => uploads.remove(upload.id)}
            />
          </li>
        ))}
        {!full && (
          <li>
            <button
              type="button"
              className={styles.add}
              aria-describedby={hintId}
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
        multiple
        accept={TYPES.join(',')}
        aria-label={t('addPicture')}
        onChange={({ target }) => {
          uploads.add([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <p id={hintId} className={styles.hint}>
        {t('picturesHint', { count: PICTURES_MAX })}
      </p>
      <div aria-live="polite">
        {uploads.refused.map(({ name, why }) => (
          <p key={name} className={styles.refused}>
            {t(`refused.${why}`, { name })}
          </p>
        ))}
      </div>
    </div>
  );
}

function One({
  upload,
  index,
  onRetry,
  onRemove,
}: {
  upload: Upload;
  index: number;
  onRetry: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('reviews');
  const failed = upload.error !== undefined && !upload.picture;
  return (
    <div className={styles.one}>
      {upload.picture ? (
        <Photo picture={upload.picture} alt={t('pictureNumber', { index })} eager className={styles.photo} />
      ) : failed ? (
        <div className={styles.failed} role="alert">
          <span>{errorText(upload.error)}</span>
          <Button size="small" onClick={onRetry}>
            {t('retry')}
          </Button>
        </div>
      ) : (
        <div className={styles.waiting}>
          <progress max={1} value={upload.progress} aria-label={t('uploading', { name: upload.name })} />
        </div>
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={t('removePicture', { index })}
        onClick={onRemove}
      >
        <Icon icon={CloseOutlined} size={12} />
      </button>
    </div>
  );
}

// A picture in the clipboard, pasted anywhere on the page.
function usePaste(uploads: Uploads) {
  const add = useRef(uploads.add);
  useEffect(() => {
    add.current = uploads.add;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}
