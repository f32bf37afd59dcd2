"""Reading FHIR R4 as other systems wrote it: files, validation, references, Patient, records.

Pure: bytes and parsed JSON in, plain facts or a reason out; `actions` write what comes of it.
"""
