from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0004_letters_still_to_be_mailed'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='message',
            name='notifications_message_state_is_known',
        ),
        migrations.RemoveConstraint(
            model_name='message',
            name='notifications_message_sent_has_day',
        ),
        migrations.RemoveConstraint(
            model_name='message',
            name='notifications_message_only_open_is_leased',
        ),
        migrations.RemoveIndex(
            model_name='message',
            name='notifications_message_waiting',
        ),
        migrations.RemoveField(
            model_name='message',
            name='attempts',
        ),
        migrations.RemoveField(
            model_name='message',
            name='failure',
        ),
        migrations.RemoveField(
            model_name='message',
            name='lease_until',
        ),
        migrations.RemoveField(
            model_name='message',
            name='mailed_to',
        ),
        migrations.RemoveField(
            model_name='message',
            name='sent_on',
        ),
        migrations.RemoveField(
            model_name='message',
            name='state',
        ),
    ]
