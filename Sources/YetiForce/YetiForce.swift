/// YetiForce
