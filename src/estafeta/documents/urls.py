"""Addresses of papers."""

from __future__ import annotations

from django.urls import path

from estafeta.documents.views import folder, making, many, paper, register, templates

app_name = "documents"
HERE = "o/<slug:organisation>/documents/"
ONE = HERE + "<int:document>/"
urlpatterns = [
    path(HERE, register.show, name="register"),
    path(HERE + "new/", making.choose, name="choose"),
    path(HERE + "new/<slug:kind>/", making.new, name="new"),
    path(HERE + "names/", paper.correct, name="correct_name"),
    path(HERE + "templates/", templates.show, name="templates"),
    path(HERE + "templates/<slug:kind>/", templates.one, name="template"),
    path(HERE + "templates/<slug:kind>/trial/", templates.trial, name="template_trial"),
    path(HERE + "templates/<slug:kind>/file/", templates.file, name="template_file"),
    path(HERE + "templates/<slug:kind>/keep/", templates.keep, name="template_keep"),
    path(HERE + "templates/<slug:kind>/discard/", templates.discard, name="template_discard"),
    path(HERE + "templates/<slug:kind>/drop/", templates.drop, name="template_drop"),
    path(HERE + "folder/", folder.show, name="folder"),
    path(HERE + "folder/zip/", folder.archive, name="folder_zip"),
    path(HERE + "folder/<slug:item>/", folder.add, name="folder_add"),
    path(HERE + "folder/file/<int:file>/", folder.download, name="folder_file"),
    path(HERE + "folder/file/<int:file>/remove/", folder.remove, name="folder_remove"),
    path(HERE + "many/<int:batch>/", many.show, name="batch"),
    path(HERE + "many/<int:batch>/progress/", many.progress, name="batch_progress"),
    path(HERE + "many/<int:batch>/stop/", many.stop, name="batch_stop"),
    path(HERE + "many/<int:batch>/discard/", many.discard, name="batch_discard"),
    path(HERE + "many/<int:batch>/resume/", many.resume, name="batch_resume"),
    path(HERE + "many/<int:batch>/zip/", many.archive, name="batch_zip"),
    path(ONE, paper.show, name="paper"),
    path(ONE + "edit/", making.edit, name="edit"),
    path(ONE + "word/", paper.word, name="word"),
    path(ONE + "pdf/", paper.pdf, name="pdf"),
    path(ONE + "scan/", paper.scan, name="scan"),
    path(ONE + "send/", paper.send, name="send"),
    path(ONE + "back/", paper.back, name="back"),
    path(ONE + "register/", paper.register, name="register_paper"),
    path(ONE + "cancel/", paper.cancel, name="cancel"),
    path(ONE + "amend/", making.amend, name="amend"),
    path(ONE + "delete/", making.delete, name="delete"),
    path(ONE + "readers/", paper.add_reader, name="add_reader"),
    path(HERE + "readers/<int:acquaintance>/", paper.acquaint, name="acquaint"),
]
