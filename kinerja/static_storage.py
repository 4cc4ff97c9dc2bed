"""Static files, hashed and compressed, with the modules that scripts import hashed as well."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Name every file by its content; Django leaves out imported modules unless it is asked."""

    support_js_module_import_aggregation = True
