from django.db import migrations


def hand_over(apps, schema_editor):
    """What was still to be mailed, or could not be, goes on as a delivery."""
    here = schema_editor.connection.alias
    letters = apps.get_model('notifications', 'Message').objects.using(here).exclude(state='sent')
    delivery = apps.get_model('notifications', 'Delivery')
    delivery.objects.using(here).bulk_create(
        delivery(
            message_id=one.pk, reader_id=one.reader_id, means='mail', queued_on=one.queued_on,
            state='failed' if one.state == 'failed' else 'queued', failure=one.failure,
            attempts=one.attempts,
        )
        for one in letters.iterator()
    )


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0003_word_of_letters'),
    ]

    operations = [
        migrations.RunPython(hand_over, migrations.RunPython.noop),
    ]
