"""Static files under hashed names, compressed once, cached by browsers for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites `import … from "./other.js"`, so that our modules need no build step."""

    support_js_module_import_aggregation = True
