import-title = Import data
import-file = File
import-start = Import
import-rejects = Rejected rows
