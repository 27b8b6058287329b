"""Photos as a phone makes them: large, and full of noise."""

import io

from PIL import Image


def photo(size):
    """A JPEG for a browser's file chooser."""
    file = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(file, "JPEG", quality=95)
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
