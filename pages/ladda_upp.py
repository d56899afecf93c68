"""Ladda upp: from a spreadsheet to the map, and back."""

from gnv.ui import cache, uploading

uploading.show(cache.world())
